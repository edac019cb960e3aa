import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { byId } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';
import { skyfish, skyfishCredential } from '../support/skyfish';

let sandbox: Sandbox;
let watched: number;
let inside: number;
let elsewhere: number;

beforeEach(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true });
	watched = sandbox.skyfish.addFolder('Drop photos here');
	inside = sandbox.skyfish.addFolder('Inside', watched);
	elsewhere = sandbox.skyfish.addFolder('Elsewhere');
});
afterEach(async () => await sandbox.stop());

function trigger(parameters = {}, options = {}): PolledTrigger {
	const run = {
		type: 'skyfishTrigger' as const,
		parameters: { event: 'mediaEnteredFolder', folderIds: [watched], ...parameters },
		credentials: skyfishCredential(sandbox),
	};
	return new PolledTrigger(run, options);
}

const add = async (folderId = watched) => shown(await sandbox.skyfish.addMedia({ folderId }));

/** What the index shows only now. */
function shown<Thing>(thing: Thing): Thing {
	sandbox.skyfish.refreshIndex();
	return thing;
}

const act = async (operation: string, mediaId: number, parameters: Record<string, unknown>) =>
	await skyfish(sandbox, {
		resource: 'media',
		operation,
		mediaId: byId(mediaId),
		...parameters,
	});
const move = async (media: number, from: number, to: number) =>
	shown(await act('move', media, { fromFolderId: byId(from), toFolderId: byId(to) }));
const copy = async (media: number, to: number) =>
	shown(await act('copyToFolder', media, { folderId: byId(to) }));
const remove = async (media: number, from: number) =>
	shown(await act('removeFromFolder', media, { folderId: byId(from) }));

const ids = (events: Array<{ mediaId?: unknown }>) => events.map(({ mediaId }) => mediaId).sort();

/** Which requests a poll makes. */
async function requestsOf(watch: PolledTrigger) {
	const before = sandbox.skyfish.requests.length;
	await watch.poll();
	return sandbox.skyfish.requests
		.slice(before)
		.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
}

describe('media that enter a folder', () => {
	it('are told once, whether uploaded, moved or copied; what was there is no news', async () => {
		const [there, moved, copied] = [await add(), await add(elsewhere), await add(elsewhere)];
		const watch = trigger();
		expect(await watch.poll()).toEqual([]);
		await move(moved, elsewhere, watched);
		await copy(copied, watched);
		const uploaded = await add();
		await copy(there, inside);
		const events = await watch.poll();
		expect(ids(events)).toEqual([moved, copied, uploaded].sort());
		expect(events.find(({ mediaId }) => mediaId === uploaded)).toMatchObject({
			event: 'mediaEnteredFolder',
			filename: expect.stringContaining('sample') as string,
			folder_ids: [watched],
		});
		expect(events.find(({ mediaId }) => mediaId === copied)).toMatchObject({
			folder_ids: [elsewhere, watched].sort(),
		});
		expect(await watch.poll()).toEqual([]);
	});

	it('are told again when they left and came back, not when they only went deeper', async () => {
		const media = await add();
		const watch = trigger();
		await watch.poll();
		await move(media, watched, inside);
		expect(await watch.poll()).toEqual([]);
		await move(media, inside, elsewhere);
		expect(await watch.poll()).toEqual([]);
		await move(media, elsewhere, inside);
		expect(ids(await watch.poll())).toEqual([media]);
		expect(await watch.poll()).toEqual([]);
	});

	it('count without subfolders as they stand in the folder itself', async () => {
		const media = await add(inside);
		const watch = trigger({ includeSubfolders: false });
		await watch.poll();
		expect(await watch.poll()).toEqual([]);
		await move(media, inside, watched);
		expect(ids(await watch.poll())).toEqual([media]);
		await move(media, watched, inside);
		expect(await watch.poll()).toEqual([]);
		await copy(media, watched);
		expect(ids(await watch.poll())).toEqual([media]);
	});

	it('are no news when only the index lost them for a while', async () => {
		const media = await add();
		const watch = trigger();
		await watch.poll();
		const body = JSON.stringify({ response: { hits: 0, media: [] } });
		sandbox.skyfish.faults.add({ path: '/search', kind: 'body', times: 1, body });
		expect(await requestsOf(watch)).toEqual([
			'GET /search',
			'GET /folder',
			`GET /media/${media}/folders`,
		]);
		expect(await watch.poll()).toEqual([]);
	});

	it('are not told where the index still shows what has left', async () => {
		const media = await add(elsewhere);
		const watch = trigger();
		await watch.poll();
		await move(media, elsewhere, watched);
		await act('move', media, { fromFolderId: byId(watched), toFolderId: byId(elsewhere) });
		expect(await watch.poll()).toEqual([]);
		await move(media, elsewhere, watched);
		expect(ids(await watch.poll())).toEqual([media]);
	});

	it('cost one call where nothing happens', async () => {
		await add();
		const watch = trigger();
		await watch.poll();
		expect(await requestsOf(watch)).toEqual(['GET /search']);
	});

	it('are told once across a restart, and after other folders were chosen', async () => {
		const watch = trigger();
		await watch.poll();
		const first = await add();
		expect(ids(await watch.poll())).toEqual([first]);
		watch.restart();
		expect(await watch.poll()).toEqual([]);
		const other = await add(elsewhere);
		watch.edit({ folderIds: [watched, elsewhere] });
		expect(ids(await watch.poll())).not.toContain(first);
		expect(await watch.poll()).toEqual([]);
		await move(other, elsewhere, inside);
		expect(await watch.poll()).toEqual([]);
	});

	it('need a folder, and nothing is asked without one', async () => {
		const before = sandbox.skyfish.requests.length;
		await expect(trigger({ folderIds: [] }).poll()).rejects.toThrow(
			'"Folder Names or IDs" is empty',
		);
		expect(sandbox.skyfish.requests.length).toBe(before);
	});
});

describe('media that leave a folder', () => {
	const leaving = () => trigger({ event: 'mediaLeftFolder' });

	it('are told once, with the folders that they are in now', async () => {
		const [moved, copied] = [await add(), await add()];
		const watch = leaving();
		expect(await watch.poll()).toEqual([]);
		await copy(copied, elsewhere);
		await move(moved, watched, elsewhere);
		expect(await watch.poll()).toMatchObject([
			{ event: 'mediaLeftFolder', mediaId: moved, folder_ids: [elsewhere] },
		]);
		await remove(copied, watched);
		expect(ids(await watch.poll())).toEqual([copied]);
		expect(await watch.poll()).toEqual([]);
		await move(moved, elsewhere, watched);
		expect(await watch.poll()).toEqual([]);
		await move(moved, watched, elsewhere);
		expect(ids(await watch.poll())).toEqual([moved]);
	});

	it('are told when they are deleted, once several looks agree', async () => {
		const media = await add();
		const watch = leaving();
		await watch.poll();
		await remove(media, watched);
		expect(await watch.poll()).toEqual([]);
		expect(await watch.poll()).toEqual([]);
		expect(await watch.poll()).toMatchObject([
			{ event: 'mediaLeftFolder', mediaId: media, folder_ids: [] },
		]);
		expect(await watch.poll()).toEqual([]);
	});
});
