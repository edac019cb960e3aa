/** How an upload is finished: wherever the storage leads to, with the token for the API alone. */
import '../../support/shorterWaits';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { byId, startManualSandbox } from '../support/brightRiver';
import { itemWithFile } from '../support/photos';
import { json, startRawServer, type RawServer } from '../support/rawServer';
import { skyfish } from '../support/skyfish';

/** What the other host answers. */
let answers: (path: string) => { status: number; headers?: IDataObject; body?: unknown };
let sandbox: Sandbox;
let other: RawServer;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	other = await startRawServer(({ call }, response) => {
		const { status, headers = {}, body = {} } = answers(call.replace('GET ', ''));
		json(response, body, status, headers);
	});
});
afterAll(async () => await Promise.all([sandbox.stop(), other.stop()]));
beforeEach(() => {
	sandbox.skyfish.faults.clear();
	sandbox.skyfish.clearRequests();
	other.requests.length = 0;
});

/** Uploads a file that the storage takes, and that is to be finished at an address. */
async function upload(location: string, options: IDataObject = {}): Promise<INodeExecutionData[]> {
	const headers = { location };
	sandbox.skyfish.faults.add({ server: 'storage', kind: 'status', status: 303, headers });
	const parameters = {
		resource: 'media',
		operation: 'upload',
		folderId: byId(sandbox.skyfish.rootFolderId),
		binaryPropertyName: 'data',
		options: { waitForImport: false, ...options },
	};
	const input = [itemWithFile(Buffer.from('a photo'), 'a.jpg')];
	return await skyfish(sandbox, parameters, { input });
}

const finishing = () =>
	sandbox.skyfish.requests.filter(({ path }) => path.startsWith('/upload/done'));

/** The API itself finishes it. */
function apiFinishes(): void {
	sandbox.skyfish.faults.add({
		server: 'api',
		kind: 'body',
		path: '/upload/done?key=1',
		contentType: 'application/json',
		body: '{"media_id": "42"}',
	});
}

it('at the API, with the token', async () => {
	apiFinishes();
	const [item] = await upload(`${sandbox.skyfish.url}/upload/done?key=1`);
	expect(item.json).toMatchObject({ success: true, mediaId: 42 });
	expect(finishing()[0].headers.authorization).toMatch(/^CBX-SIMPLE-TOKEN/);
});

it('at another host, without the token', async () => {
	answers = () => ({ status: 200, body: { media_id: 43 } });
	const [item] = await upload(`${other.url}/upload/done?key=1`);
	expect(item.json.mediaId).toBe(43);
	expect(other.requests).toHaveLength(1);
	expect(other.requests[0].headers).not.toHaveProperty('authorization');
});

it.each([301, 302, 303, 307, 308])('by way of a redirect with status %s', async (status) => {
	apiFinishes();
	const location = `${sandbox.skyfish.url}/upload/done?key=1`;
	answers = () => ({ status, headers: { location } });
	const [item] = await upload(`${other.url}/finish`);
	expect(item.json.mediaId).toBe(42);
	expect(other.requests[0].headers).not.toHaveProperty('authorization');
	expect(finishing()).toHaveLength(1);
});

it('by a redirect that names the media item, which is not opened', async () => {
	const redirectURL = `${other.url}/uploaded?from=n8n`;
	const [item] = await (async () => {
		answers = () => ({ status: 302, headers: { location: `${redirectURL}&media_id=44` } });
		return await upload(`${other.url}/finish`, { redirectURL });
	})();
	expect(item.json.mediaId).toBe(44);
	expect(other.requests.map(({ call }) => call)).toEqual(['GET /finish']);
	const registered = sandbox.skyfish.requests.find(({ path }) => path === '/upload/register');
	expect(registered?.body).toMatchObject({ redirectURL });
});

it('within 5 redirects, or not at all', async () => {
	const hops = (most: number) => (path: string) => {
		const hop = Number(path.slice(1));
		return hop === most
			? { status: 200, body: { media_id: 45 } }
			: { status: 302, headers: { location: `/${hop + 1}` } };
	};
	answers = hops(5);
	expect((await upload(`${other.url}/0`))[0].json.mediaId).toBe(45);
	answers = hops(6);
	await expect(upload(`${other.url}/0`)).rejects.toThrow('redirects the upload too often');
});

it('is not done twice where nobody knows whether it was', async () => {
	answers = () => ({ status: 500 });
	await expect(upload(`${other.url}/finish`)).rejects.toThrow(/^Skyfish/);
	expect(other.requests).toHaveLength(1);
});

it('takes no address for Redirect URL that is none', async () => {
	await expect(upload('', { redirectURL: 'example.com' })).rejects.toThrow(
		'"Redirect URL" must start with https://, e.g. https://example.com/uploaded',
	);
	expect(sandbox.skyfish.requests).toEqual([]);
});
