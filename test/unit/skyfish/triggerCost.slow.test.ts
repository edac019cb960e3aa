import type { IDataObject } from 'n8n-workflow';
import { readMemory, writeMemory, type MediaMemory } from '../../../nodes/Skyfish/trigger/memory';
import { lookForAdded } from '../../../nodes/Skyfish/trigger/watch';
import { lookForEntered } from '../../../nodes/Skyfish/trigger/watchFolders';
import { lookForUpdated } from '../../../nodes/Skyfish/trigger/watchUpdated';
import type { Look, Watch } from '../../../nodes/Skyfish/trigger/watched';
import { fakeClient, ok } from '../shared/support/fakes';

const DAY = 24 * 60 * 60;
const start = Date.parse('2026-03-10T12:00:00Z') / 1000;
const watched = '[[7],true,[]]';

/** A media item: what happened to it last (its upload, or a change), and when the index shows that. */
interface Entry {
	id: number;
	at: number;
	shownAt: number;
}

/** So many media items a day, evenly; one in twenty is shown late. */
function entriesOf(perDay: number, days: number): Entry[] {
	const apart = DAY / perDay;
	return Array.from({ length: Math.round(perDay * days) }, (_, number) => {
		const at = Math.floor(start - DAY + number * apart);
		const lateness = number % 20 === 0 ? (number % 50) * 60 : 20;
		return { id: 90_000_000 + number * 7, at, shownAt: at + lateness };
	});
}

/** A Skyfish with these media items, whose clock is set by hand. */
function skyfish(entries: Entry[]) {
	const clock = { now: start };
	const calls = { search: 0, other: 0 };
	const { client } = fakeClient({
		answer: ({ url, qs }) => {
			if (url !== '/search') {
				calls.other++;
				if (url === '/folder') return ok([{ id: 7, parent: null }]);
				return ok(url.endsWith('/folders') ? [{ group_id: 7 }] : { version: 2 });
			}
			calls.search++;
			const query = qs as Record<string, string | undefined>;
			const from = Date.parse(query.min_date ?? '1970-01-01') / 1000;
			const ids = query.unique_media_id?.split(' ').map(Number);
			const found = entries.filter(
				({ id, at, shownAt }) =>
					at >= from && shownAt <= clock.now && (ids === undefined || ids.includes(id)),
			);
			const offset = Number(query.media_offset);
			const page = found.slice(offset, offset + Number(query.media_count));
			const media = page.map(({ id, at }) => ({
				unique_media_id: id,
				created: new Date(at * 1000).toISOString(),
			}));
			return ok({ response: { hits: found.length, media } });
		},
	});
	return { client, clock, calls };
}

/** Polls once a minute for two hours after taking stock. @returns what that cost, and what was told */
async function watchFor(look: (watch: Watch) => Promise<Look>, event: string, entries: Entry[]) {
	const { client, clock, calls } = skyfish(entries);
	const told: number[] = [];
	let memory: MediaMemory | undefined;
	const poll = async () => {
		const parameters = {
			event: event as never,
			folderIds: [7],
			includeSubfolders: true,
			types: [],
			withinDays: 0,
			emitCurrent: false,
			watched,
		};
		const { news, memory: after } = await look({
			client,
			parameters,
			memory,
			now: clock.now,
			timezone: 'UTC',
		});
		told.push(...news.map(({ id }) => Number(id)));
		const stored = {
			account: '',
			event,
			watched,
			until: '',
			absent: new Map(),
			inside: new Set<number>(),
			askedAfter: 0,
			reported: [],
			...after,
			wholeAt: after.wholeAt ?? 0,
		};
		memory = readMemory(JSON.parse(JSON.stringify(writeMemory(stored))) as IDataObject);
		return JSON.stringify(writeMemory(stored)).length;
	};
	await poll();
	Object.assign(calls, { search: 0, other: 0 });
	const polls = 120;
	let bytes = 0;
	for (let number = 0; number < polls; number++) {
		clock.now += 60;
		bytes = await poll();
	}
	return { told, bytes, searches: calls.search / polls, others: calls.other / polls };
}

/** What must have been told: what was shown after the first look and long enough before the last one. */
function dueOf(entries: Entry[]): { must: number[]; may: Set<number> } {
	const end = start + 120 * 60;
	const shown = entries.filter(({ shownAt }) => shownAt > start && shownAt <= end);
	return {
		must: shown.filter(({ shownAt }) => shownAt <= end - 30 * 60).map(({ id }) => id),
		may: new Set(shown.map(({ id }) => id)),
	};
}

const tell = (what: string, perDay: number, look: Awaited<ReturnType<typeof watchFor>>) => {
	const [searches, others] = [look.searches, look.others].map((calls) => calls.toFixed(1));
	console.log(
		`${what}, ${perDay} a day: each poll ${searches} searches and ${others} other calls; ${look.bytes} bytes remembered`,
	);
};

const cases = [
	{ perDay: 500, added: 1.3, updated: 3, asks: 1 },
	{ perDay: 5_000, added: 2.5, updated: 3.5, asks: 8 },
	{ perDay: 50_000, added: 14, updated: 9, asks: 75 },
];

describe.each(cases)('$perDay media items a day', ({ perDay, added, updated, asks }) => {
	const entries = entriesOf(perDay, 1.1);
	const { must, may } = dueOf(entries);
	const expectTold = (told: number[]) => {
		expect(new Set(told).size).toBe(told.length);
		expect(must.filter((id) => !told.includes(id))).toEqual([]);
		expect(told.filter((id) => !may.has(id))).toEqual([]);
	};

	it('are told once each, though all of the day is read only now and then', async () => {
		const look = await watchFor(lookForAdded, 'mediaAdded', entries);
		tell('Added', perDay, look);
		expectTold(look.told);
		expect(look.searches).toBeLessThan(added);
		expect(look.others).toBe(0);
	}, 120_000);

	it('are told once each where they were changed, and asked for their version about twice', async () => {
		const look = await watchFor(lookForUpdated, 'mediaUpdated', entries);
		tell('Updated', perDay, look);
		expectTold(look.told);
		expect(look.searches).toBeLessThan(updated);
		expect(look.others).toBeLessThan(asks);
	}, 120_000);

	const small = perDay > 5_000 ? it.skip : it;
	small(
		'are told once each where they came into a folder',
		async () => {
			const look = await watchFor(lookForEntered, 'mediaEnteredFolder', entries);
			tell('Entered', perDay, look);
			expectTold(look.told);
			expect(look.bytes / entries.length).toBeLessThan(6);
		},
		120_000,
	);
});
