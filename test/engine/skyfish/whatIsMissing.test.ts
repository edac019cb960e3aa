import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { byId, startManualSandbox } from '../support/brightRiver';
import { skyfish } from '../support/skyfish';

let sandbox: Sandbox;
let media: number;
let elsewhere: number;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	media = await sandbox.skyfish.addMedia({ fileName: 'shoe.jpg' });
	elsewhere = sandbox.skyfish.addFolder('Elsewhere');
});
afterAll(async () => await sandbox.stop());

async function run(operation: string, parameters: IDataObject): Promise<INodeExecutionData[]> {
	return await skyfish(sandbox, { resource: 'media', operation, ...parameters } as never);
}

it.each(['moveToTrash', 'removeFromFolder'])(
	'%s of a media item that is not in the folder blames the folder',
	async (operation) => {
		const parameters = { mediaId: byId(media), folderId: byId(elsewhere) };
		await expect(run(operation, parameters)).rejects.toMatchObject({
			message: `Media item ${media} is not in folder ${elsewhere}`,
			description: `Choose another one in "Folder". The folders that it is in: ${sandbox.skyfish.rootFolderId}.`,
		});
		const unknown = { ...parameters, mediaId: byId(4711) };
		await expect(run(operation, unknown)).rejects.toThrow(/^Skyfish has no media item 4711/);
	},
);

it('a move blames the folder that is not the right one', async () => {
	const move = async (from: number, to: number) =>
		await run('move', { mediaId: byId(media), fromFolderId: byId(from), toFolderId: byId(to) });
	const { rootFolderId } = sandbox.skyfish;
	await expect(move(elsewhere, rootFolderId)).rejects.toMatchObject({
		message: `Media item ${media} is not in folder ${elsewhere}`,
		description: expect.stringContaining('"From Folder"'),
	});
	await expect(move(rootFolderId, 4711)).rejects.toMatchObject({
		message: 'Skyfish has no folder 4711, or this user may not see it',
		description: expect.stringContaining('"To Folder"'),
	});
});

it('a copy into a folder that is not there names both', async () => {
	const parameters = { mediaId: byId(media), folderId: byId(4711) };
	await expect(run('copyToFolder', parameters)).rejects.toThrow(
		`Skyfish has no media item ${media} or folder 4711, or this user may not see it`,
	);
});

it.each(['addKeywords', 'removeKeywords'])(
	'%s of several media items blames those that are not there',
	async (operation) => {
		const change = async (...ids: number[]) =>
			await run(operation, { mediaIds: ids.join(', '), keywords: ['red'] });
		await expect(change(media, 4711)).rejects.toMatchObject({
			message: 'Skyfish has no media item 4711, or this user may not see it',
			description: expect.stringContaining('"Media IDs"'),
		});
		await expect(change(4711, media, 4712)).rejects.toThrow(
			'Skyfish has no media items 4711, 4712, or this user may not see them',
		);
	},
);

it('dates without the field that they are about mean when a file was uploaded', async () => {
	sandbox.skyfish.refreshIndex();
	const dated = async (filters: IDataObject) =>
		(await run('getMany', { q: 'shoe', filters })).map(({ json }) => json.mediaId);
	expect(await dated({ max_date: '2100-01-01T00:00:00' })).toEqual([media]);
	expect(await dated({ min_date: '2100-01-01T00:00:00' })).toEqual([]);
});
