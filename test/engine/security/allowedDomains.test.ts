/** n8n can keep a credential to some domains. Storage hosts get no credential, so they need not be among them. */
import { byId } from '../support/brightRiver';
import { removeBinaryFolder, runNode, useBinaryMode } from '../support/engine';
import { itemWithFile } from '../support/photos';
import { json, startRawServer, type RawServer } from '../support/rawServer';

let server: RawServer;
/** The same server under the name of a storage host. */
let storage: string;
beforeAll(async () => {
	await useBinaryMode('filesystem');
	server = await startRawServer(({ call }, response) => {
		const file = { id: 1, fileName: 'a.jpg', size: 5 };
		if (call === 'GET /jobs/7') {
			const [upload, download] = [{ postUrl: `${storage}/up` }, { getUrl: `${storage}/zip` }];
			return json(response, { id: 7, status: 'CJ_NEW', upload, download });
		}
		if (call === 'GET /jobs/7/files') return json(response, { files: [file] });
		if (call === 'GET /jobs/7/files/a.jpg') return json(response, file);
		if (call === 'POST /up') return json(response, {});
		response.writeHead(200, { 'content-type': 'application/zip', 'content-length': '5' });
		response.end('PK...');
	});
	storage = server.url.replace('127.0.0.1', 'localhost');
});
afterAll(async () => {
	removeBinaryFolder();
	await server.stop();
});
beforeEach(() => void server.requests.splice(0));

/** Runs an operation on job 7 with a credential that may be sent to these domains alone. */
async function run(allowedDomains: string, parameters: object) {
	const restricted = { allowedHttpRequestDomains: 'domains', allowedDomains };
	const tokens = { clientToken: 'client', sessionToken: 'session', baseUrl: server.url };
	return await runNode({
		type: 'brightRiver',
		parameters: { jobId: byId(7), binaryPropertyName: 'data', ...parameters } as never,
		credentials: { brightRiverApi: { ...tokens, ...restricted } },
		input: [itemWithFile(Buffer.from('photo'), 'a.jpg')],
	});
}

const download = { resource: 'job', operation: 'downloadResults', resultsAs: 'zip' };
const upload = { resource: 'file', operation: 'upload' };
const onStorage = () =>
	server.requests.filter(({ headers }) => String(headers.host).startsWith('localhost'));

it.each([
	['fetched from', download, 'GET /zip'],
	['sent to', upload, 'POST /up'],
])('a file is %s a storage host that is not among them', async (_, parameters, call) => {
	await run('127.0.0.1', parameters);
	expect(onStorage().map((one) => one.call)).toEqual([call]);
	expect(onStorage()[0].headers).not.toHaveProperty('x-client-token');
});

it('nothing is sent to an API that is not among them', async () => {
	await expect(run('api.example.com', download)).rejects.toThrow('Domain not allowed');
	expect(server.requests).toEqual([]);
});
