import { aftermathOf, overSince } from '../../../nodes/BrightRiver/trigger/aftermath';
import type { StatusFilter } from '../../../nodes/BrightRiver/trigger/filter';

const nothing = { groups: [], statuses: [] };
const everything: StatusFilter = { to: nothing, from: nothing };
const only = (groups: StatusFilter['to']['groups']): StatusFilter => ({
	to: { groups, statuses: [] },
	from: nothing,
});
const dayBefore = (days: number) =>
	new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** A trigger that knows so many jobs that are over, numbered from 1. */
const knows = (count: number, status = 'CJ_FINISHED', daysAgo = 0, askedLast = '') => {
	const keys = Array.from({ length: count }, (_, index) => String(index + 1));
	return {
		known: new Map(keys.map((key) => [key, [status]])),
		over: new Map(keys.map((key) => [key, dayBefore(daysAgo)])),
		askedLast,
	};
};

it('watches what is over for 90 days, if somebody wants to hear what follows', () => {
	expect(aftermathOf(knows(1), everything).all).toEqual(new Set(['1']));
	expect(aftermathOf(knows(1), only(['archived'])).all.size).toBe(1);
	expect(aftermathOf(knows(1), only(['readyToDownload', 'finished'])).all.size).toBe(0);
	expect(aftermathOf(knows(1, 'CJ_ARCHIVED'), everything).all.size).toBe(1);
	// The group is entered already.
	expect(aftermathOf(knows(1, 'CJ_ARCHIVED'), only(['archived'])).all.size).toBe(0);
	expect(aftermathOf(knows(1, 'CJ_DELETE'), everything).all.size).toBe(0);
	expect(aftermathOf(knows(1, 'CJ_FINISHED', 90), everything).all.size).toBe(1);
	expect(aftermathOf(knows(1, 'CJ_FINISHED', 91), everything).all.size).toBe(0);
});

it.each([
	[1, 1],
	[60, 1],
	[61, 2],
	[600, 10],
	[20_000, 10],
])('asks about %i of them at %i a poll', (count, share) => {
	expect(aftermathOf(knows(count), everything).due.size).toBe(share);
});

it('takes them in turn', () => {
	const asked = new Set<string>();
	let askedLast = '';
	for (let poll = 0; poll < 60; poll++) {
		const { due } = aftermathOf(knows(120, 'CJ_FINISHED', 0, askedLast), everything);
		for (const key of due) asked.add(key);
		askedLast = [...due].at(-1)!;
	}
	expect(asked.size).toBe(120);
	expect([...aftermathOf(knows(120, 'CJ_FINISHED', 0, '119'), everything).due]).toEqual([
		'120',
		'1',
	]);
});

it('notes the day on which a job is seen to be over, once', () => {
	const known = new Map([
		['1', ['CJ_FINISHED']],
		['2', ['CJ_WORK_DONE']],
		['3', ['CJ_ARCHIVED']],
		['guid', ['CJ_FINISHED']],
	]);
	const over = overSince(known, new Map([['3', '2026-01-31']]));
	expect(over).toEqual(
		new Map([
			['1', dayBefore(0)],
			['3', '2026-01-31'],
		]),
	);
});
