// Creates, reads and changes rows with `dynamics-web-api`, and checks that every value arrives.
// Usage: node client.js PORT ROWS

const { readFileSync } = require("fs");
const assert = require("assert");
const { DynamicsWebApi } = require("dynamics-web-api");

const api = new DynamicsWebApi({
    serverUrl: `http://127.0.0.1:${process.argv[2]}`,
    dataApi: { version: "9.2" },
    onTokenRefresh: async () => "token",
});

// The client turns times into dates of its own.
const plain = (value) => (value instanceof Date ? value.toISOString().replace(".000Z", "Z") : value);

let values = 0;
function check(sent, row) {
    for (const [name, value] of Object.entries(sent)) {
        const [read, expected] = name.endsWith("@odata.bind")
            ? [row[`_${name.split("@")[0].split("_")[0]}_value`], value.match(/\((.*)\)/)[1]]
            : [row[name], value];
        assert.deepStrictEqual(plain(read), expected, name);
        values += 1;
    }
}

async function main() {
    for (const [collection, data] of JSON.parse(readFileSync(process.argv[3], "utf8"))) {
        const key = await api.create({ collection, data });
        check(data, await api.retrieve({ collection, key }));
        check(data, await api.create({ collection, data, returnRepresentation: true }));
        const [name] = Object.keys(data);
        await api.update({ collection, key, data: { [name]: null } });
        const { [name]: cleared, ...others } = data;
        const changed = await api.retrieve({ collection, key });
        check(others, changed);
        assert.ok(changed[name] === undefined || changed[name] === null, `${name} was cleared`);
        const { value } = await api.retrieveMultiple({ collection });
        check(others, value.find((row) => Object.values(row).includes(key)));
        await api.deleteRecord({ collection, key });
    }
    console.log(`dynamics-web-api: ${values} values arrived`);
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
