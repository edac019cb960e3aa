import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { byId } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';
import { skyfish, skyfishCredential } from '../support/skyfish';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true });
});
afterEach(async () => await sandbox.stop());

function trigger(parameters = {}): PolledTrigger {
	return new PolledTrigger({
		type: 'skyfishTrigger',
		parameters: { event: 'mediaAdded', folderIds: [], ...parameters },
		credentials: skyfishCredential(sandbox),
	});
}

async function add(options: Parameters<Sandbox['skyfish']['addMedia']>[0] = {}) {
	const media = await sandbox.skyfish.addMedia(options);
	sandbox.skyfish.refreshIndex();
	return media;
}

/** Changes a media as an operator does. */
async function retitle(media: number, title: string) {
	await skyfish(sandbox, {
		resource: 'media',
		operation: 'updateMetadata',
		mediaId: byId(media),
		updateFields: { title },
	});
	sandbox.skyfish.refreshIndex();
}

async function expire(media: number, date: string) {
	await skyfish(sandbox, {
		resource: 'media',
		operation: 'setExpirationDate',
		mediaId: byId(media),
		expireBy: 'day',
		expiration_date: date,
	});
	sandbox.skyfish.refreshIndex();
}

const ids = (events: Array<{ mediaId?: unknown }>) => events.map(({ mediaId }) => mediaId);
/** A day counted from today, which for a workflow is that of its time zone: by default n8n's own. */
const inDays = (days: number) => {
	const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format();
	return new Date(Date.parse(today) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
};

describe('media added', () => {
	it('takes stock, then tells of each upload once', async () => {
		await add();
		const watch = trigger();
		expect(await watch.poll()).toEqual([]);
		const media = await add({ fileName: 'new.jpg', title: 'New' });
		expect(await watch.poll()).toMatchObject([
			{ event: 'mediaAdded', mediaId: media, filename: 'new.jpg', title: 'New' },
		]);
		expect(await watch.poll()).toEqual([]);
	});

	it('tells of all that came in the same second, across pages', async () => {
		const watch = trigger();
		await watch.poll();
		const added: number[] = [];
		for (let count = 0; count < 5; count++) added.push(await sandbox.skyfish.addMedia());
		sandbox.skyfish.refreshIndex();
		expect(ids(await watch.poll()).sort()).toEqual(added.sort());
		expect(await watch.poll()).toEqual([]);
	});

	it('tells of one that the index shows late', async () => {
		const watch = trigger();
		await watch.poll();
		const late = await sandbox.skyfish.addMedia();
		expect(await watch.poll()).toEqual([]);
		sandbox.skyfish.refreshIndex();
		expect(ids(await watch.poll())).toEqual([late]);
	});

	it('watches the chosen folders, with those inside them or without', async () => {
		const above = sandbox.skyfish.addFolder('Above');
		const inside = sandbox.skyfish.addFolder('Inside', above);
		const both = trigger({ folderIds: [above], includeSubfolders: true });
		const one = trigger({ folderIds: [above], includeSubfolders: false });
		await both.poll();
		await one.poll();
		const [first, second] = [await add({ folderId: above }), await add({ folderId: inside })];
		await add({ folderId: sandbox.skyfish.rootFolderId });
		expect(ids(await both.poll()).sort()).toEqual([first, second].sort());
		expect(ids(await one.poll())).toEqual([first]);
	});

	it('loses nothing when Skyfish fails', async () => {
		const watch = trigger();
		await watch.poll();
		const media = await add();
		const before = watch.stored;
		sandbox.skyfish.faults.add({ path: '/search', kind: 'status', status: 403 });
		await expect(watch.poll()).rejects.toThrow('Skyfish does not allow this user to do that');
		expect(watch.stored).toBe(before);
		expect(ids(await watch.poll())).toEqual([media]);
	});
});

describe('media updated', () => {
	it('tells of each change once, and not of the upload', async () => {
		const media = await add();
		const watch = trigger({ event: 'mediaUpdated' });
		expect(await watch.poll()).toEqual([]);
		await add();
		expect(await watch.poll()).toEqual([]);
		await retitle(media, 'One');
		expect(await watch.poll()).toMatchObject([{ mediaId: media, title: 'One', version: 2 }]);
		expect(await watch.poll()).toEqual([]);
		await retitle(media, 'Two');
		expect(await watch.poll()).toMatchObject([{ mediaId: media, version: 3 }]);
	});
});

describe('media expiring', () => {
	it('tells of a media once, when its date comes near', async () => {
		const [near, far] = [await add(), await add()];
		const watch = trigger({ event: 'mediaExpiring', withinDays: 10 });
		await watch.poll();
		await expire(near, inDays(5));
		await expire(far, inDays(50));
		expect(await watch.poll()).toMatchObject([{ mediaId: near, expiration_date: inDays(5) }]);
		expect(await watch.poll()).toEqual([]);
		await expire(near, inDays(60));
		expect(await watch.poll()).toEqual([]);
		await expire(near, inDays(6));
		expect(ids(await watch.poll())).toEqual([near]);
	});

	it('can tell of those that expire already', async () => {
		const media = await add();
		await expire(media, inDays(1));
		const quiet = trigger({ event: 'mediaExpiring', withinDays: 10 });
		expect(await quiet.poll()).toEqual([]);
		const loud = trigger({
			event: 'mediaExpiring',
			withinDays: 10,
			options: { emitCurrent: true },
		});
		expect(ids(await loud.poll())).toEqual([media]);
		expect(await loud.poll()).toEqual([]);
	});

	it('refuses days that are none', async () => {
		const watch = trigger({ event: 'mediaExpiring', withinDays: -1 });
		await expect(watch.poll()).rejects.toThrow('"Within Days" is not valid');
	});
});

describe('a test event', () => {
	const testEvent = async (event: string, folder: number) => {
		const watch = trigger({ event, folderIds: [folder], withinDays: 30 });
		const [found, ...others] = await watch.fetchTestEvent();
		expect(others).toEqual([]);
		expect(watch.stored).toBe('{}');
		return found;
	};

	it('says that it is one, and has what a real event of a media item has', async () => {
		const folder = sandbox.skyfish.addFolder('Watched');
		const media = await add({ folderId: folder });
		const more = {
			mediaAdded: {},
			mediaUpdated: { version: 2 },
			mediaExpiring: { expiration_date: inDays(30) },
			mediaEnteredFolder: { folder_ids: [folder] },
			mediaLeftFolder: { folder_ids: [] },
		};
		for (const [event, own] of Object.entries(more)) {
			const found = await testEvent(event, folder);
			expect(found).toMatchObject({ event, mediaId: media, isTestEvent: true, ...own });
		}
	});

	it('is about a media item to which it happened, where there is one', async () => {
		const folder = sandbox.skyfish.addFolder('Watched');
		const near = await add({ folderId: folder });
		await add({ folderId: folder });
		await expire(near, inDays(3));
		expect(await testEvent('mediaExpiring', folder)).toMatchObject({
			mediaId: near,
			expiration_date: inDays(3),
		});
	});

	it('is an example that no step can harm where there is nothing yet', async () => {
		const empty = sandbox.skyfish.addFolder('Empty');
		const media = await add({ folderId: empty });
		const real = await testEvent('mediaEnteredFolder', empty);
		const none = sandbox.skyfish.addFolder('None');
		const found = await testEvent('mediaEnteredFolder', none);
		expect(found).toMatchObject({ mediaId: 0, isTestEvent: true, folder_ids: [none] });
		expect(Object.keys(found)).toEqual(Object.keys(real));
		expect(real.mediaId).toBe(media);
	});

	it('is marked, and a real one is not', async () => {
		const watch = trigger();
		await watch.poll();
		await add();
		expect((await watch.poll())[0]).not.toHaveProperty('isTestEvent');
	});
});

it('refuses a folder that is no ID', async () => {
	await expect(trigger({ folderIds: ['x'] }).poll()).rejects.toThrow(
		'"Folders" holds something that is not an ID',
	);
});
