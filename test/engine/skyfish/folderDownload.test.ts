/** A folder by the call that the document names and does not describe: whatever it answers, the file comes. */
import '../../support/shorterWaits';
import type { ServerResponse } from 'node:http';
import { contentOf } from '../support/binary';
import { byId } from '../support/brightRiver';
import { removeBinaryFolder, runNode, useBinaryMode } from '../support/engine';
import { json, startRawServer, type RawServer } from '../support/rawServer';

const zip = Buffer.from('PK the files of a folder');

/** What the API answers to the call itself. */
let direct: (response: ServerResponse) => void;
let api: RawServer;
let storage: RawServer;
beforeAll(async () => {
	await useBinaryMode('filesystem');
	storage = await startRawServer((_, response) => file(response));
	api = await startRawServer(({ call }, response) => {
		if (call === 'GET /folder/5/download') return direct(response);
		if (call === 'GET /folder/5') return json(response, { id: 5, name: 'Shoes' });
		if (call === 'GET /signed') return file(response);
		json(response, { job_id: 'j1', state: 'DONE', url: `${storage.url}/z?signature=s` });
	});
});
afterAll(async () => await Promise.all([api.stop(), storage.stop()]));
afterAll(removeBinaryFolder);
beforeEach(() => {
	api.requests.length = 0;
	storage.requests.length = 0;
});

function file(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/zip', 'content-length': zip.length });
	response.end(zip);
}

const download = async () =>
	await runNode({
		type: 'skyfish',
		parameters: {
			resource: 'folder',
			operation: 'download',
			folderId: byId(5),
			binaryPropertyName: 'data',
			options: { method: 'direct' },
		},
		credentials: {
			skyfishApi: {
				...{ username: 'u', password: 'p', apiKey: 'k', apiSecret: 's' },
				...{ baseUrl: api.url, token: 'token' },
			},
		},
	});

const redirect = (to: () => string) => (response: ServerResponse) => {
	response.writeHead(302, { location: to() }).end();
};

it.each<[string, (response: ServerResponse) => void, number]>([
	['the file itself', file, 0],
	['a redirect to the storage', redirect(() => `${storage.url}/z?signature=s`), 1],
	['a redirect within the API', redirect(() => '/signed'), 0],
	['its address', (response) => json(response, { url: `${storage.url}/z?signature=s` }), 1],
	['a job that makes it', (response) => json(response, { job_id: 'j1', state: 'PENDING' }), 1],
])('comes where the call answers %s', async (_, answer, fromStorage) => {
	direct = answer;
	const [item] = await download();
	expect(item.json).toMatchObject({ folderId: 5, fileName: 'folder-5.zip' });
	expect((await contentOf(item.binary?.data)).equals(zip)).toBe(true);
	expect(storage.requests).toHaveLength(fromStorage);
	for (const { headers } of storage.requests) expect(headers).not.toHaveProperty('authorization');
	for (const { headers } of api.requests) expect(headers.authorization).toMatch(/Token=token$/);
});

it.each<[string, (response: ServerResponse) => void, RegExp]>([
	['403', (response) => json(response, { message: 'No' }, 403), /does not allow.*folder 5/],
	['nothing that leads to a file', (response) => json(response, {}), /an unexpected answer/],
	['a list', (response) => json(response, []), /an unexpected answer/],
])('is an error where it answers %s', async (_, answer, message) => {
	direct = answer;
	await expect(download()).rejects.toThrow(message);
});
