/** The client broke the protocol, so nothing after this byte can be trusted: it is told why, and the connection ends. */
export class ProtocolViolation extends Error {
  readonly sqlState: string;

  constructor(sqlState: string, message: string) {
    super(message);
    this.name = "ProtocolViolation";
    this.sqlState = sqlState;
  }
}
