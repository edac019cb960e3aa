import type { IDataObject } from 'n8n-workflow';
import type { MediaMemory } from '../../../nodes/Skyfish/trigger/memory';
import type { TriggerParameters } from '../../../nodes/Skyfish/trigger/parameters';
import { lookForAdded, lookForExpiring } from '../../../nodes/Skyfish/trigger/watch';
import { watchedQuery, type Watch } from '../../../nodes/Skyfish/trigger/watched';
import { lookForUpdated } from '../../../nodes/Skyfish/trigger/watchUpdated';
import { failed, fakeClient, ok } from '../shared/support/fakes';

const now = Date.parse('2026-03-10T12:00:00Z') / 1000;
const hour = 3600;
const day = 24 * hour;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');

const everything: TriggerParameters = {
	event: 'mediaAdded',
	folderIds: [7],
	includeSubfolders: true,
	types: [],
	withinDays: 30,
	emitCurrent: false,
	watched: '[[7],true,[]]',
};

/** What Skyfish has: what each search finds, and what it says of each media item; a number is a failure. */
interface Library {
	found?: IDataObject[] | ((query: IDataObject) => IDataObject[]);
	versions?: Record<string, string | number>;
	dates?: Record<string, string | number | null>;
	folders?: object[];
}

function library({ found = [], versions = {}, dates = {}, folders = [] }: Library) {
	const searches: IDataObject[] = [];
	const asked: string[] = [];
	const { client } = fakeClient({
		answer: ({ url, qs }) => {
			if (url === '/folder') return ok(folders);
			if (url === '/search') {
				const query = qs as IDataObject;
				searches.push(query);
				const media = typeof found === 'function' ? found(query) : found;
				return ok({ response: { hits: media.length, media } });
			}
			asked.push(url);
			const [, , id, ...what] = url.split('/');
			const given = what[0] === 'version' ? versions[id] : dates[id];
			if (typeof given === 'number') throw failed(given);
			if (what[0] === 'version') return ok({ version: given });
			return ok({ expiration_date: given });
		},
	});
	return { client, searches, asked };
}

/** What is remembered, with these media items. */
const memoryOf = (media: Record<string, number>, more: Partial<MediaMemory> = {}): MediaMemory => ({
	account: 'a',
	event: 'mediaAdded',
	watched: '[[7],true,[]]',
	since: now - hour,
	until: '',
	media: new Map(Object.entries(media).map(([id, mark]) => [id, { mark, at: now - hour }])),
	absent: new Map(),
	wholeAt: 0,
	inside: new Set(),
	askedAfter: 0,
	reported: [],
	...more,
});

function look(over: ReturnType<typeof library>, more: Partial<Watch> = {}): Watch {
	const { client } = over;
	return { client, parameters: everything, memory: undefined, now, timezone: 'UTC', ...more };
}

const media = (id: number, more: IDataObject = {}) => ({ unique_media_id: id, ...more });
/** Another selection than that of `everything`. */
const other = '[[8],true,[]]';

/** What a search in each folder finds; a number is a failure. */
function inFolders(folders: Record<string, IDataObject[] | number>) {
	return ({ folder_ids }: IDataObject) => {
		const found = folders[String(folder_ids)];
		if (typeof found === 'number') throw failed(found);
		return found;
	};
}

const idsOf = (news: Array<{ id: string }>) => news.map(({ id }) => id);

describe('what is watched', () => {
	it('is what stands in the chosen folders', async () => {
		const { client } = library({});
		const chosen = { ...everything, folderIds: [7, 8], types: ['image', 'video'] };
		const query = await watchedQuery(client, { ...chosen, includeSubfolders: false });
		expect(query).toEqual({
			folder_ids: '7 8',
			return_values: expect.stringMatching(/(^| )unique_media_id( |$)/),
			media_type: 'image video',
		});
		expect(await watchedQuery(client, everything)).toMatchObject({ recursive: true });
		expect(await watchedQuery(client, everything)).not.toHaveProperty('media_type');
	});

	it('is everything from the top folders down where none is chosen', async () => {
		const folders = [
			{ id: 1, name: 'a', parent: null },
			{ id: 2, name: 'b', parent: 1 },
			{ id: 3, name: 'c', parent: null },
		];
		const { client } = library({ folders });
		const none = { ...everything, folderIds: [], includeSubfolders: false };
		expect(await watchedQuery(client, none)).toMatchObject({ folder_ids: '1 3', recursive: true });
	});
});

describe('media that were added', () => {
	const query = { date_filter_field: 'created', order: 'created', direction: 'asc' };

	it('are looked for from a day before the last look on: the index lags', async () => {
		const over = library({});
		await lookForAdded(look(over, { memory: memoryOf({}) }));
		await lookForAdded(look(over));
		expect(over.searches).toEqual([
			expect.objectContaining({ ...query, folder_ids: '7', min_date: iso(now - hour - day) }),
			expect.objectContaining({ ...query, min_date: iso(now - day) }),
		]);
	});

	it('are looked for in all of that day only every half an hour, else from a quarter of an hour before', async () => {
		const from = async (wholeAt: number, more: Partial<MediaMemory> = {}) => {
			const over = library({});
			const memory = memoryOf({}, { wholeAt, ...more });
			const after = await lookForAdded(look(over, { memory }));
			return [over.searches[0].min_date, after.memory.wholeAt];
		};
		expect(await from(now - 1799)).toEqual([iso(now - hour - 900), now - 1799]);
		expect(await from(now - 1800)).toEqual([iso(now - hour - day), now]);
		// A clock that was set back, and other folders.
		expect(await from(now + 1)).toEqual([iso(now - hour - day), now]);
		expect(await from(now - 1, { watched: other })).toEqual([iso(now - hour - day), now]);
	});

	it('are news when the index shows them, though they came a day ago', async () => {
		const created = iso(now - hour - day + 1);
		const over = library({ found: [media(1, { created }), media(2, { created })] });
		const { news, memory } = await lookForAdded(look(over, { memory: memoryOf({ 2: 0 }) }));
		expect(news).toEqual([
			{
				id: '1',
				mark: 0,
				at: now - hour - day + 1,
				createdAt: now - hour - day + 1,
				found: media(1, { created }),
			},
		]);
		expect(memory.since).toBe(now - hour);
		expect([...memory.media.keys()].sort()).toEqual(['1', '2']);
	});

	it('are no news at first', async () => {
		const over = library({ found: [media(1, { created: iso(now - 5) })] });
		const { news, memory } = await lookForAdded(look(over));
		expect(news).toEqual([]);
		expect(memory).toEqual({
			media: new Map([['1', { mark: 0, at: now - 5 }]]),
			since: now,
			wholeAt: now,
			isStock: false,
		});
	});

	it('are remembered as long as the index may show them again', async () => {
		const old = (at: number) => ({ media: new Map([['9', { mark: 0, at }]]) });
		for (const [at, isKept] of [
			[now - hour - day, true],
			[now - hour - day - 1, false],
		] as const) {
			const { memory } = await lookForAdded(look(library({}), { memory: memoryOf({}, old(at)) }));
			expect(memory.media.has('9')).toBe(isKept);
		}
	});

	it('tell by their own times how far was looked, but not by one in the future', async () => {
		const created = [now - hour + 1, now - 60, now - 120].map(iso);
		const over = library({ found: created.map((one, index) => media(index, { created: one })) });
		const { memory } = await lookForAdded(look(over, { memory: memoryOf({}) }));
		expect(memory.since).toBe(now - 60);
		const ahead = library({ found: [media(1, { created: iso(now + day) })] });
		const later = await lookForAdded(look(ahead, { memory: memoryOf({}) }));
		expect(later.memory.since).toBe(now);
		expect(later.news[0]).toMatchObject({ at: now, createdAt: now + day });
	});

	it('that only came into view are no news, but those are that came since', async () => {
		const late = media(4, { created: iso(now - hour) });
		const over = library({
			found: inFolders({
				7: [
					media(1, { created: iso(now - hour) }),
					media(2, { created: iso(now - hour + 1) }),
					media(3, {}),
					late,
				],
				8: [late, media(5, { created: iso(now) })],
			}),
		});
		const { news } = await lookForAdded(look(over, { memory: memoryOf({}, { watched: other }) }));
		// The index shows 4 late: it was watched before, and was not known.
		expect(idsOf(news)).toEqual(['2', '4']);
		const same = await lookForAdded(look(over, { memory: memoryOf({}) }));
		expect(idsOf(same.news)).toEqual(['1', '2', '3', '4']);
	});

	it.each([400, 403, 404, 410])(
		'are no news when the folder that was watched before answers %s',
		async (status) => {
			const found = inFolders({ 7: [media(1, { created: iso(now - 2 * hour) })], 8: status });
			const memory = memoryOf({}, { watched: other });
			expect(await lookForAdded(look(library({ found }), { memory }))).toMatchObject({ news: [] });
		},
	);

	it('fail as a whole when that folder cannot be asked about now', async () => {
		const over = library({ found: inFolders({ 7: [media(1)], 8: 401 }) });
		const memory = memoryOf({}, { watched: other });
		await expect(lookForAdded(look(over, { memory }))).rejects.toThrow();
	});

	it.each([
		['2026-03-10 11:59:10', now - 50],
		[' 2026-03-10T11:59:10 ', now - 50],
		['2026-03-10T11:59:10Z', now - 50],
		['2026-03-10T11:59:10z', now - 50],
		['2026-03-10T12:59:10+01:00', now - 50],
		['2026-03-10T12:59:10+0100', now - 50],
		['2026-03-10T11:59:10.900Z', now - 50],
		['soon', undefined],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
	])('came at %j', async (created, at) => {
		const over = library({ found: [media(1, { created: created as never })] });
		const { news } = await lookForAdded(look(over, { memory: memoryOf({}) }));
		expect(news[0]).toMatchObject({ createdAt: at, at: at ?? now });
	});
});

describe('media that were updated', () => {
	const parameters = { ...everything, event: 'mediaUpdated' as const };

	it('are looked for from an hour before the last look on', async () => {
		const over = library({});
		await lookForUpdated(look(over, { parameters, memory: memoryOf({}) }));
		await lookForUpdated(look(over, { parameters }));
		expect(over.searches).toEqual([
			expect.objectContaining({
				date_filter_field: 'last_modified',
				folder_ids: '7',
				min_date: iso(now - 2 * hour),
			}),
			expect.objectContaining({ min_date: iso(now - hour) }),
		]);
	});

	it('are asked for their version again when they changed since, and not otherwise', async () => {
		const over = library({
			found: ({ min_date }) =>
				min_date === iso(now - 60) ? [media(2), media(4)] : [1, 2, 3].map((id) => media(id)),
			versions: { 1: '2', 2: '3', 3: '2', 4: '2' },
		});
		const memory = memoryOf({ 1: 2, 2: 2 }, { since: now - 60, wholeAt: now - 90 });
		const { news, memory: after } = await lookForUpdated(look(over, { parameters, memory }));
		expect(over.searches.map(({ min_date }) => min_date)).toEqual([
			iso(now - 60 - 900),
			iso(now - 60),
		]);
		// 1 was asked for since it changed, 3 came late, 4 meanwhile.
		expect(over.asked).toEqual([2, 3, 4].map((id) => `/media/${id}/version`));
		expect(idsOf(news)).toEqual(['2', '3', '4']);
		expect(after.wholeAt).toBe(now - 90);
		expect(after.media.get('1')).toEqual({ mark: 2, at: now - hour });
	});

	it('are asked again once the ten minutes are over in which they changed', async () => {
		// 12:00:30, so that the last slice that is over ends at 11:50.
		const later = now + 30;
		const ends = [10, 20, 30, 40, 50].map((minutes) => iso(now - hour + minutes * 60));
		const over = library({
			// What each search finds: 1 changed at 11:15, 2 at 11:25, 3 at 11:55.
			found: ({ min_date }) =>
				[
					{ id: 1, at: now - 45 * 60 },
					{ id: 2, at: now - 35 * 60 },
					{ id: 3, at: now - 5 * 60 },
				]
					.filter(({ at }) => iso(at) >= String(min_date))
					.map(({ id }) => media(id)),
			versions: { 1: '9', 2: '9', 3: '9' },
		});
		const asked = (id: string, at: number) => [id, { mark: 2, at }] as const;
		const known = new Map([
			// Not yet over when it was asked for, with the minute that clocks may differ.
			asked('1', now - 40 * 60 + 59),
			asked('2', now - 30 * 60 + 60),
			asked('3', now - 5 * 60),
		]);
		const memory = memoryOf({}, { since: now - 30, wholeAt: now - 11 * 60, media: known });
		const after = await lookForUpdated(look(over, { parameters, memory, now: later }));
		expect(over.asked).toEqual(['/media/1/version']);
		expect(over.searches.map(({ min_date }) => min_date)).toEqual([
			iso(now - 30 - hour),
			...ends,
			iso(now - 30),
		]);
		expect(after.memory.wholeAt).toBe(later);
	});

	it('are looked for in the whole hour as long as Skyfish denies one', async () => {
		const over = library({ found: [media(3)], versions: { 3: 404 } });
		const absent = new Map([['3', 7]]);
		const memory = memoryOf({ 3: 1 }, { since: now - 60, wholeAt: now - 1, absent });
		await lookForUpdated(look(over, { parameters, memory }));
		expect(over.searches[0].min_date).toBe(iso(now - 60 - hour));
		expect(over.asked).toEqual(['/media/3/version']);
	});

	it('are news when their version grew, or is more than the first', async () => {
		const found = [1, 2, 3, 4].map((id) => media(id));
		const over = library({ found, versions: { 1: '3', 2: '2', 3: '1', 4: '2' } });
		const memory = memoryOf({ 1: 2, 2: 2 });
		const {
			news,
			memory: after,
			forbidden,
		} = await lookForUpdated(look(over, { parameters, memory }));
		expect(news).toEqual([
			{ id: '1', mark: 3, at: now, found: media(1) },
			{ id: '4', mark: 2, at: now, found: media(4) },
		]);
		expect(over.asked).toEqual([1, 2, 3, 4].map((id) => `/media/${id}/version`));
		expect(after.since).toBe(now);
		expect(after.media.get('3')).toEqual({ mark: 1, at: now });
		expect(forbidden).toEqual([]);
	});

	it('are looked at again until each could be asked about', async () => {
		const found = [1, 2, 3, 4].map((id) => media(id));
		const over = library({ found, versions: { 1: '2', 2: 400, 3: 403, 4: 404 } });
		const memory = memoryOf({});
		const {
			news,
			memory: after,
			forbidden,
		} = await lookForUpdated(look(over, { parameters, memory }));
		expect(idsOf(news)).toEqual(['1']);
		expect(after.since).toBe(now - hour);
		// What could not be asked about is remembered as it was: not at all.
		expect([...after.media.keys()]).toEqual(['1']);
		expect(forbidden).toEqual([]);
		expect(after.absent).toEqual(
			new Map([
				['3', 1],
				['4', 1],
			]),
		);
		const answered = library({ found, versions: { 1: '2', 2: '1', 3: 403, 4: 404 } });
		const absent = new Map([
			['3', 2],
			['4', 1],
		]);
		const second = look(answered, { parameters, memory: { ...memory, absent } });
		expect(await lookForUpdated(second)).toMatchObject({
			memory: { since: now - hour },
			forbidden: ['3'],
		});
		absent.set('4', 2);
		const third = await lookForUpdated(
			look(answered, { parameters, memory: { ...memory, absent } }),
		);
		expect(third.memory.since).toBe(now);
	});

	it('that only came into view are news if they changed since', async () => {
		const over = library({
			found: ({ folder_ids, min_date }) => {
				if (folder_ids === '8') return [media(3)];
				return min_date === iso(now - hour) ? [media(2)] : [media(1), media(2), media(3)];
			},
			versions: { 1: '5', 2: '5', 3: '5' },
		});
		const memory = memoryOf({}, { watched: other });
		const { news } = await lookForUpdated(look(over, { parameters, memory }));
		expect(idsOf(news)).toEqual(['2', '3']);
		expect(over.searches).toHaveLength(3);
	});

	it('are remembered for two hours before the last look', async () => {
		for (const [at, isKept] of [
			[now - 3 * hour, true],
			[now - 3 * hour - 1, false],
		] as const) {
			const memory = memoryOf({}, { media: new Map([['9', { mark: 2, at }]]) });
			const after = await lookForUpdated(look(library({}), { parameters, memory }));
			expect(after.memory.media.has('9')).toBe(isKept);
		}
	});
});

describe('media that expire', () => {
	const parameters = { ...everything, event: 'mediaExpiring' as const };
	const first = '2026-03-10';
	const last = '2026-04-09';

	it('are looked for from today to the last day, in the time zone of the workflow', async () => {
		const over = library({});
		await lookForExpiring(look(over, { parameters }));
		await lookForExpiring(look(over, { parameters, timezone: 'Pacific/Kiritimati' }));
		await lookForExpiring(look(over, { parameters: { ...parameters, withinDays: 0 } }));
		const days = over.searches.map((one) => [one.min_expiration_date, one.max_expiration_date]);
		expect(days).toEqual([
			[first, last],
			['2026-03-11', '2026-04-10'],
			[first, first],
		]);
		expect(over.searches[0]).toMatchObject({ folder_ids: '7' });
	});

	it('are no news at first, unless that is wanted', async () => {
		const over = library({ found: [media(1)], dates: { 1: '2026-03-20' } });
		const quiet = await lookForExpiring(look(over, { parameters }));
		expect(over.asked).toEqual([]);
		expect(quiet).toEqual({
			news: [],
			isUnfinished: false,
			memory: {
				media: new Map([['1', { mark: 0, at: now }]]),
				since: now,
				until: last,
				absent: new Map(),
				askedAfter: 0,
			},
		});
		const wanted = { ...parameters, emitCurrent: true };
		const { news } = await lookForExpiring(look(over, { parameters: wanted }));
		expect(news).toEqual([
			{ id: '1', mark: 0, at: now, found: media(1), expirationDate: '2026-03-20' },
		]);
	});

	it('are news once', async () => {
		const over = library({
			found: [media(1), media(2)],
			dates: { 1: '2026-03-20', 2: '2026-03-21' },
		});
		const { news, memory } = await lookForExpiring(
			look(over, { parameters, memory: memoryOf({ 1: 0 }) }),
		);
		expect(news).toMatchObject([{ id: '2', expirationDate: '2026-03-21' }]);
		// Only what is news, or no longer found, costs a call.
		expect(over.asked).toEqual(['/media/2/metadata/expiration_date']);
		expect([...memory.media.keys()]).toEqual(['1', '2']);
	});

	it('are news later if they could not be asked about, or are gone already', async () => {
		const dates = { 1: 400, 2: 404, 3: '2026-03-20' };
		const over = library({ found: [media(1), media(2), media(3)], dates });
		const { news, memory } = await lookForExpiring(
			look(over, { parameters, memory: memoryOf({}) }),
		);
		expect(idsOf(news)).toEqual(['3']);
		expect([...memory.media.keys()]).toEqual(['3']);
	});

	it('stay known until their own date says otherwise', async () => {
		const dates = {
			1: first,
			2: last,
			3: '2026-03-09',
			4: '2026-04-10',
			5: null,
			6: 400,
			7: 404,
			8: 403,
		};
		const media = Object.fromEntries(Object.keys(dates).map((id) => [id, 0]));
		const { memory, news } = await lookForExpiring(
			look(library({ dates }), { parameters, memory: memoryOf(media) }),
		);
		expect(news).toEqual([]);
		expect([...memory.media.keys()]).toEqual(['1', '2', '6', '7', '8']);
		expect(memory.absent).toEqual(
			new Map([
				['7', 1],
				['8', 1],
			]),
		);
	});

	it('are forgotten when three looks agree that they are gone', async () => {
		const absent = new Map([
			['1', 2],
			['2', 1],
			['3', 2],
		]);
		const { memory } = await lookForExpiring(
			look(library({ dates: { 1: 404, 2: 404, 3: '2026-03-20' } }), {
				parameters,
				memory: memoryOf({ 1: 0, 2: 0, 3: 0 }, { absent }),
			}),
		);
		expect([...memory.media.keys()]).toEqual(['2', '3']);
		expect(memory.absent).toEqual(
			new Map([
				['1', 3],
				['2', 2],
			]),
		);
	});

	it('that only came into view are news if they expire after the days looked at before', async () => {
		const dates = { 1: '2026-03-30', 2: '2026-03-31', 3: '2026-03-30', 4: '2026-03-30' };
		const created = iso(now - hour + 1);
		const found = inFolders({
			7: [media(1), media(2), media(3), media(4, { created })],
			8: [media(3)],
		});
		const over = library({ found, dates });
		const memory = memoryOf({}, { watched: other, until: '2026-03-30' });
		const { news, memory: after } = await lookForExpiring(look(over, { parameters, memory }));
		// 3 was watched before, 4 did not exist then.
		expect(idsOf(news)).toEqual(['2', '3', '4']);
		expect([...after.media.keys()]).toEqual(['1', '2', '3', '4']);
	});

	it.each(['2026-03-09', '2026-04-10', null])(
		'are no news yet where the index shows another date than the true one: %s',
		async (date) => {
			const over = library({ found: [media(1)], dates: { 1: date } });
			const { news, memory } = await lookForExpiring(
				look(over, { parameters, memory: memoryOf({}) }),
			);
			expect(news).toEqual([]);
			expect([...memory.media.keys()]).toEqual([]);
		},
	);

	it('are looked for by the calendar, also where a day has 23 hours', async () => {
		const over = library({});
		const beforeMidnight = Date.parse('2026-03-10T22:30:00Z') / 1000;
		await lookForExpiring(
			look(over, { parameters, now: beforeMidnight, timezone: 'Europe/Amsterdam' }),
		);
		expect(over.searches).toMatchObject([
			{ min_expiration_date: first, max_expiration_date: last },
		]);
	});
});
