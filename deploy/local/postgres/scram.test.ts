import { describe, expect, it } from "vitest";
import { ScramExchange, scramVerifier } from "./scram";

// The example of RFC 7677, section 3.
const verifier = scramVerifier("pencil", Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"));
const serverNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
const clientFirst = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
const clientFinal = `c=biws,r=rOprNGfwEbeRWgbNEkqO${serverNonce},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`;

describe("ScramExchange", () => {
  it("plays the server's part of the example in RFC 7677", () => {
    const exchange = new ScramExchange(verifier, serverNonce);
    expect(exchange.first(clientFirst)).toBe(`r=rOprNGfwEbeRWgbNEkqO${serverNonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`);
    expect(exchange.final(clientFinal)).toBe("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  });

  it.each([
    ["a wrong proof", clientFinal.replace("p=d", "p=e")],
    ["a short proof", clientFinal.replace(/p=.*/, "p=AAAA")],
    ["another nonce", clientFinal.replace("r=r", "r=x")],
    ["another channel binding", clientFinal.replace("biws", "eSws")],
    ["no proof", clientFinal.replace(/,p=.*/, "")],
    ["nothing", ""],
  ])("refuses %s", (_, final) => {
    const exchange = new ScramExchange(verifier, serverNonce);
    exchange.first(clientFirst);
    expect(exchange.final(final)).toBeNull();
  });

  it.each(["", "p=tls-server-end-point,,n=,r=abc", "n,,n=user", "n,,m=ext,n=user,r=abc"])(
    "does not understand %j",
    (first) => {
      expect(new ScramExchange(verifier).first(first)).toBeNull();
    },
  );

  it("wants the first message first", () => {
    expect(new ScramExchange(verifier, serverNonce).final(clientFinal)).toBeNull();
  });
});
