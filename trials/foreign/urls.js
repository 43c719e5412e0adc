// Parses the options of each address with `odata-v4-parser`, which follows the ABNF of OData, and prints how many.
// Usage: node urls.js FILE

const { readFileSync } = require("fs");
const parser = require("odata-v4-parser");

// The parser knows no functions with aliases, and no keys that are no numbers or ids.
const isKnownResource = (resource) => !/\/\$count|'|\(.*=@/.test(resource);
const isKnownQuery = (query) => query !== undefined && !query.startsWith("@");

let parsed = 0;
const failures = [];
for (const line of readFileSync(process.argv[2], "utf8").trim().split("\n")) {
    const { path } = JSON.parse(line);
    const [resource, query] = path.split(/\?(.*)/s);
    try {
        if (isKnownResource(resource)) parser.resourcePath(resource);
        if (isKnownQuery(query)) {
            const token = parser.query(query);
            if (token.raw !== query) throw new Error(`it ends after ${token.raw}`);
        }
        parsed += 1;
    } catch (error) {
        failures.push(`${path}\n    ${error.message}`);
    }
}
failures.forEach((failure) => console.error(failure));
console.log(`odata-v4-parser: ${parsed} addresses parsed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
