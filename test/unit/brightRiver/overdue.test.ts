import type { ChosenStatuses } from '../../../nodes/BrightRiver/trigger/filter';
import {
	dateStated,
	endGroups,
	factsOf,
	groupNameOf,
	placeOf,
	staysAfter,
	type Stay,
} from '../../../nodes/BrightRiver/trigger/overdue';
import type { WatchedJob } from '../../../nodes/BrightRiver/trigger/watch';

const chosen = (groups: ChosenStatuses['groups'], statuses: string[] = []): ChosenStatuses => ({
	groups,
	statuses,
});

describe('where a job is', () => {
	it.each([
		[['CJ_WORK_DONE'], 'readyToDownload'],
		[['CJ_WORK_DONE', 'TIMECAROUSEL'], 'readyToDownload'],
		[['CJ_WORK_DONE', 'CJ_ZIP_INIT'], 'readyToDownload'],
		[['CJ_ERROR'], 'CJ_ERROR'],
		[['CJ_ERROR', 'TIMECAROUSEL'], 'CJ_ERROR'],
		[['CJ_NEW', 'TIMECAROUSEL'], 'delayed'],
		[['CJ_NEW'], undefined],
		[['UNKNOWN'], undefined],
		[[], undefined],
	])('%j: %s', (reported, place) => {
		expect(placeOf(chosen(['readyToDownload', 'delayed'], ['CJ_ERROR']), reported)).toBe(place);
	});

	it('is never in a group in which jobs are over', () => {
		expect([...endGroups].sort()).toEqual(['archived', 'cancelled', 'finished']);
	});
});

describe('the date that a service has for a place', () => {
	const job: WatchedJob = {
		id: 1,
		status: 'CJ_WORK_PROGRESS',
		createdDate: '2026-01-01T00:00:00Z',
		acceptedDate: '2026-01-02T00:00:00+01:00',
		orderedDate: '2026-01-01T23:30:00Z',
		deliveredDate: '2026-01-03T00:00:00.5',
	};

	it.each([
		['new', '2026-01-01T00:00:00.000Z'],
		// The later of the two.
		['inProduction', '2026-01-01T23:30:00.000Z'],
		// Without its zone it can be hours off.
		['readyToDownload', undefined],
		['needsAcceptance', undefined],
		['constructor', undefined],
	])('%s: %s', (place, date) => {
		expect(dateStated(place, job)).toBe(date);
	});

	it.each([[null], [undefined], [''], ['0001-01-01'], ['soon']])(
		'is none in %j',
		(deliveredDate) => {
			expect(dateStated('readyToDownload', { deliveredDate })).toBeUndefined();
		},
	);
});

describe('a stay', () => {
	const stay: Stay = {
		place: 'readyToDownload',
		since: '2026-01-01T00:00:00.000Z',
		sinceFrom: 'service',
		told: true,
	};
	const look = {
		known: new Map([['1', ['CJ_WORK_DONE']]]),
		undated: new Set<string>(),
		takesStock: false,
		endedAt: '2026-01-09T00:00:00.000Z',
	};
	const seen = (deliveredDate: string) =>
		new Map([['1', { id: 1, status: 'CJ_WORK_DONE', deliveredDate }]]);
	const ready = chosen(['readyToDownload']);
	const newest = '2026-01-08T00:00:00.000Z';

	it('goes on as long as the job is there', () => {
		const before = { known: look.known, stays: new Map([['1', stay]]), newest };
		const after = staysAfter(ready, before, { ...look, seen: seen('2026-01-05T00:00:00Z') });
		expect(after).toEqual(before.stays);
	});

	it.each([
		['2026-01-08T12:00:00Z', 'service'],
		['2026-01-07T12:00:00Z', 'firstSeen'],
		['2026-01-10T12:00:00Z', 'firstSeen'],
	])('begins where a job comes in, by a date from then: %s', (date, sinceFrom) => {
		const before = { known: new Map(), stays: new Map(), newest };
		const after = staysAfter(ready, before, { ...look, seen: seen(date) });
		expect(after.get('1')).toMatchObject({ sinceFrom, told: false });
	});

	it('goes by any date where nobody looked at the job before', () => {
		for (const [before, takesStock] of [
			[undefined, false],
			[{ known: new Map(), stays: new Map(), newest }, true],
			[{ known: look.known, stays: new Map(), newest }, false],
		] as const) {
			const now = { ...look, takesStock, seen: seen('2026-01-02T00:00:00Z') };
			expect(staysAfter(ready, before, now).get('1')?.since).toBe('2026-01-02T00:00:00.000Z');
		}
	});

	it('waits for a date that could not be read, unless it would not count', () => {
		const now = { ...look, undated: new Set(['1']), seen: seen('') };
		expect(staysAfter(ready, undefined, now).size).toBe(0);
		const before = { known: new Map(), stays: new Map(), newest };
		expect(staysAfter(ready, before, now).size).toBe(1);
	});

	it('is told with its hours, rounded down, and its group', () => {
		const since = new Date(Date.now() - 5.99 * 3_600_000).toISOString();
		expect(factsOf({ since, sinceFrom: 'service' }).hours).toBe(5.9);
		expect(groupNameOf(stay)).toBe('Ready to Download');
		expect(groupNameOf({ ...stay, place: 'CJ_ERROR' })).toBe('Failed');
	});
});
