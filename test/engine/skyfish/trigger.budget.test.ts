/** A poll of the Skyfish Trigger ends within the time that n8n gives it, and the next one goes on from there. */
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { byId } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';
import { RequestClock } from '../support/requestClock';
import { skyfish, skyfishCredential } from '../support/skyfish';

/** How long n8n's scheduler lets a poll take here. */
const BUDGET_MS = 60_000;
/** So long each request takes, by the test's own clock. */
const SLOW_MS = 300;
const DAY_MS = 86_400_000;
const MEDIA = 300;

let sandbox: Sandbox;
let clock: RequestClock;
beforeEach(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true, now: () => Date.now() });
	clock = new RequestClock(sandbox.skyfish);
});
afterEach(async () => {
	clock.restore();
	await sandbox.stop();
});

const trigger = (event: string, parameters = {}) =>
	new PolledTrigger(
		{
			type: 'skyfishTrigger',
			parameters: { event, folderIds: [], ...parameters },
			credentials: skyfishCredential(sandbox),
		},
		{ budgetMs: BUDGET_MS, hasDurableCursors: true },
	);

/** Polls, with a restart after each, until so many are told and one more poll tells nothing. */
async function drain(watch: PolledTrigger, count: number): Promise<number[][]> {
	const polls: number[][] = [];
	for (let quiet = 0; quiet < 3 || polls.flat().length < count;) {
		const startedAt = Date.now();
		const events = await watch.poll();
		expect(Date.now() - startedAt).toBeLessThan(BUDGET_MS);
		expect(watch.reported).toEqual([]);
		watch.restart();
		quiet = events.length === 0 ? quiet + 1 : 0;
		if (events.length > 0) polls.push(events.map(({ mediaId }) => Number(mediaId)));
		expect(quiet).toBeLessThan(20);
		// The search tells what came when by the second.
		clock.pass(1_000);
	}
	return polls;
}

function expectOnce(polls: number[][], expected: number[]) {
	const told = polls.flat();
	expect(new Set(told)).toEqual(new Set(expected));
	expect(told).toHaveLength(expected.length);
}

const change = async (mediaIds: number[]) => {
	for (const id of mediaIds) sandbox.skyfish.retitle(id, `Changed ${id}`);
	sandbox.skyfish.refreshIndex();
	return await Promise.resolve();
};

it('media that were changed are told over several polls', async () => {
	const media = await sandbox.skyfish.addMediaOver(MEDIA, DAY_MS);
	const watch = trigger('mediaUpdated');
	await watch.poll();
	clock.pass(120_000);
	await change(media);
	clock.perRequest(SLOW_MS);
	const polls = await drain(watch, MEDIA);
	expect(polls.length).toBeGreaterThan(1);
	expectOnce(polls, media);
}, 180_000);

it('what was changed before the first look, which takes several polls, is no news', async () => {
	const media = await sandbox.skyfish.addMediaOver(MEDIA, DAY_MS);
	await change(media);
	clock.pass(120_000);
	clock.perRequest(SLOW_MS);
	const watch = trigger('mediaUpdated');
	expect(await watch.poll()).toEqual([]);
	expect(watch.stored).toContain('"isStock":true');
	clock.pass(120_000);
	await change(media.slice(-1));
	const polls = await drain(watch, 1);
	expectOnce(polls, media.slice(-1));
	expect(watch.stored).not.toContain('isStock');
}, 180_000);

it('media that come near their expiration date are told over several polls', async () => {
	const media = await sandbox.skyfish.addMediaOver(MEDIA, DAY_MS);
	const watch = trigger('mediaExpiring', { withinDays: 30 });
	await watch.poll();
	const [first] = media;
	const near = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
	for (const id of media) sandbox.skyfish.setExpirationDate(id, near);
	sandbox.skyfish.refreshIndex();
	clock.perRequest(SLOW_MS);
	const polls = await drain(watch, MEDIA);
	expect(polls.length).toBeGreaterThan(1);
	expectOnce(polls, media);
	// When the day is over they leave, and one whose date is put off is told again.
	clock.pass(4 * DAY_MS);
	expect((await drain(watch, 0)).flat()).toEqual([]);
	const later = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
	sandbox.skyfish.setExpirationDate(first, later);
	sandbox.skyfish.refreshIndex();
	expectOnce(await drain(watch, 1), [first]);
}, 180_000);

describe('a folder', () => {
	const root = () => ({ folderIds: [sandbox.skyfish.rootFolderId] });

	it('that many files enter is told over several polls', async () => {
		const watch = trigger('mediaEnteredFolder', root());
		await watch.poll();
		clock.pass(120_000);
		const media = await sandbox.skyfish.addMediaOver(MEDIA, DAY_MS);
		clock.perRequest(SLOW_MS);
		const polls = await drain(watch, MEDIA);
		expect(polls.length).toBeGreaterThan(1);
		expectOnce(polls, media);
	}, 180_000);

	it('that many files leave is told over several polls', async () => {
		const media = await sandbox.skyfish.addMediaOver(MEDIA, DAY_MS);
		const watch = trigger('mediaLeftFolder', root());
		await watch.poll();
		const [kept, ...gone] = media;
		const elsewhere = sandbox.skyfish.addFolder('Elsewhere');
		for (const id of gone) sandbox.skyfish.move(id, elsewhere);
		sandbox.skyfish.refreshIndex();
		clock.perRequest(SLOW_MS);
		const polls = await drain(watch, gone.length);
		expect(polls.length).toBeGreaterThan(1);
		expectOnce(polls, gone);
		expect(polls.flat()).not.toContain(kept);
	}, 180_000);
});

describe('a search with more pages than a poll has the time for', () => {
	/** More than the first pages that are read at once, however late it is. */
	const many = 33 * 500 + 100;

	it('takes stock of a folder over several polls; what comes meanwhile is told', async () => {
		const media = await sandbox.skyfish.addMediaOver(many, DAY_MS);
		const parameters = { folderIds: [sandbox.skyfish.rootFolderId] };
		clock.perRequest(1_000);
		const entered = trigger('mediaEnteredFolder', parameters);
		const left = trigger('mediaLeftFolder', parameters);
		for (const watch of [entered, left]) {
			expect(await watch.poll()).toEqual([]);
			expect(watch.stored).toContain('"round"');
		}
		clock.pass(60_000);
		const created = await sandbox.skyfish.addMedia();
		const elsewhere = sandbox.skyfish.addFolder('Elsewhere');
		const gone = [media[0], media[many - 1]];
		for (const id of gone) sandbox.skyfish.move(id, elsewhere);
		sandbox.skyfish.refreshIndex();
		expectOnce(await drain(entered, 1), [created]);
		// The last one had left before the first look came to it.
		expectOnce(await drain(left, 1), [media[0]]);
	}, 180_000);

	it('tells what was uploaded since the last look, in its order', async () => {
		const watch = trigger('mediaAdded');
		await watch.poll();
		clock.pass(DAY_MS);
		const media = await sandbox.skyfish.addMediaOver(33 * 200 + 100, DAY_MS - 600_000);
		clock.perRequest(1_450);
		const polls = await drain(watch, media.length);
		expect(polls.length).toBeGreaterThan(1);
		expect(polls.flat()).toEqual(media);
	}, 180_000);

	it('takes stock of a day of uploads over several polls', async () => {
		await sandbox.skyfish.addMediaOver(33 * 200 + 100, DAY_MS - 600_000);
		clock.perRequest(1_450);
		const watch = trigger('mediaAdded');
		expect(await watch.poll()).toEqual([]);
		expect(watch.stored).toContain('"isStock":true');
		clock.pass(60_000);
		const created = await sandbox.skyfish.addMedia();
		sandbox.skyfish.refreshIndex();
		expectOnce(await drain(watch, 1), [created]);
	}, 180_000);

	it('says what to do where it cannot go on', async () => {
		const media = await sandbox.skyfish.addMediaOver(33 * 200 + 100, DAY_MS);
		await change(media);
		clock.perRequest(1_450);
		await expect(trigger('mediaUpdated').poll()).rejects.toThrow(
			'Skyfish needs more time for this search than n8n gives a poll',
		);
	}, 180_000);
});

it('an operator may change something as a person does: the two are the same', async () => {
	const [media] = await sandbox.skyfish.addMediaOver(1, DAY_MS);
	const watch = trigger('mediaUpdated');
	await watch.poll();
	clock.pass(120_000);
	await skyfish(sandbox, {
		resource: 'media',
		operation: 'updateMetadata',
		mediaId: byId(media),
		updateFields: { title: 'By hand' },
	});
	sandbox.skyfish.refreshIndex();
	expectOnce(await drain(watch, 1), [media]);
});
