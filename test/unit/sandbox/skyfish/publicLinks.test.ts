import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import { clientOf } from './support';
import type { SkyfishClient } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;
let client: SkyfishClient;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true, skyfishImportMs: 1_000 });
	skyfish = sandbox.skyfish;
	client = await clientOf(skyfish);
});
afterEach(() => skyfish.setClockOffset(0));
afterAll(async () => await sandbox.stop());

test('a stream of a video is made once, and its address is there after a while', async () => {
	const content = Buffer.from('a video');
	const id = await skyfish.addMedia({ fileName: 'clip.mp4', content });
	const url = `/media/${id}/metadata/stream_url`;
	expect((await client.call('GET', url)).status).toBe(404);
	expect(await client.call('POST', `/media/${id}/stream`)).toMatchObject({
		status: 201,
		json: { Status: 'Created' },
	});
	expect((await client.call('GET', url)).status).toBe(404);
	skyfish.setClockOffset(2_000);
	expect(await client.get(url)).toEqual({ Stream: expect.stringMatching(/^https:.*m3u8$/) });
	expect((await client.call('POST', `/media/${id}/stream`)).status).toBe(409);
	const picture = await skyfish.addMedia();
	expect((await client.call('POST', `/media/${picture}/stream`)).status).toBe(400);
});

test('the file behind a link is replaced, in the folder that has links only', async () => {
	const { companyId, rootFolderId } = skyfish;
	expect(await client.get(`/cdn/${companyId}/company/aliases`)).toEqual({
		count: 1,
		limit: 10,
		aliases: [{ folder_id: rootFolderId, alias: 'products', folder_name: 'Products' }],
	});
	const other = skyfish.addFolder('Other');
	const [old, wanted] = [await skyfish.addMedia(), await skyfish.addMedia({ folderId: other })];
	const replace = async (folder: number, media = old) =>
		(
			await client.call(
				'POST',
				`/cdn/${companyId}/folder/${folder}/replace/${media}/with/${wanted}`,
			)
		).status;
	expect(await replace(other)).toBe(404);
	expect(await replace(rootFolderId)).toBe(200);
	expect(skyfish.media(old)).toBeUndefined();
	expect(skyfish.media(wanted)?.folderIds).toEqual([rootFolderId, other]);
	expect((await client.call('GET', '/cdn/1/company/aliases')).status).toBe(403);
});

test('a folder has a cover photo', async () => {
	const folder = skyfish.addFolder('Covered', skyfish.rootFolderId);
	const cover = await skyfish.addMedia();
	const body = { name: 'Covered', parent: skyfish.rootFolderId, cover_photo_id: cover };
	await client.call('POST', `/folder/${folder}`, body);
	const list = await client.get('/folder?q=Covered');
	expect(list).toMatchObject([{ cover_photo_id: cover }]);
});
