// Verifies the DKIM signatures of the message on standard input with other people's code. No network: the one answer of
// the name service is given. node tests/newsletter/dkim.cjs NAME TXT
const { dkimVerify } = require("mailauth/lib/dkim/verify");

const [name, txt] = process.argv.slice(2);

async function resolver(asked, kind) {
  if (asked === name && kind === "TXT") return [[txt]];
  throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
}

async function main() {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  const { results } = await dkimVerify(Buffer.concat(parts), { resolver });
  const said = results.map((one) => ({
    result: one.status.result,
    why: one.status.comment || "",
    domain: one.signingDomain,
    selector: one.selector,
    signs: (one.signingHeaders && one.signingHeaders.keys) || "",
  }));
  process.stdout.write(JSON.stringify(said));
}

main();
