import { expect, it } from "vitest";
import { isPublicAddress, parseAllowList } from "./address-guard";

it.each([
  ["8.8.8.8", true],
  ["2606:4700::1111", true],
  ["127.0.0.1", false],
  ["10.1.2.3", false],
  ["172.31.255.255", false],
  ["172.32.0.1", true],
  ["192.168.0.1", false],
  ["169.254.169.254", false],
  ["100.100.100.200", false],
  ["0.0.0.0", false],
  ["255.255.255.255", false],
  ["::1", false],
  ["::", false],
  ["fe80::1%eth0", false],
  ["fd00:ec2::254", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:7f00:1", false],
  ["::ffff:8.8.8.8", true],
  ["::127.0.0.1", false],
  ["64:ff9b::10.0.0.1", false],
  ["2002:7f00:1::", false],
  ["not an address", false],
])("%s is public: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

it.each([
  ["a host name, in any case", ["Nas.Local"], "nas.local", undefined, true],
  ["a suffix", ["*.svc.cluster.local"], "web.default.svc.cluster.local", undefined, true],
  ["a suffix is not its bare name", ["*.example.org"], "example.org", undefined, false],
  ["an address", ["127.0.0.1"], "x", "127.0.0.1", true],
  ["a mapped form of an allowed address", ["127.0.0.1"], "x", "::ffff:127.0.0.1", true],
  ["a network", ["10.0.0.0/8"], "x", "10.200.3.4", true],
  ["an IPv6 network", ["fd00::/8"], "x", "fd12::1", true],
  ["an address on its port", ["127.0.0.1:8000"], "x", "127.0.0.1", true],
  ["an address on another port: not", ["127.0.0.1:9000"], "x", "127.0.0.1", false],
  ["a host on its port", ["nas.local:8000"], "nas.local", undefined, true],
  ["an IPv6 address on its port", ["[::1]:8000"], "x", "::1", true],
  ["nothing", [], "localhost", "127.0.0.1", false],
])("allows %s", (_, entries, host, address, expected) => {
  const list = parseAllowList(entries);
  expect(address ? list.allowsAddress(address, 8000) : list.allowsHost(host, 8000)).toBe(expected);
});
