import { statusesOf, type StatusGroup } from '../../../nodes/BrightRiver/api/statuses';
import { askedStatuses, isThere } from '../../../nodes/BrightRiver/trigger/asked';
import { queryIn } from '../../../nodes/BrightRiver/trigger/parameters';

const nothing = { groups: [], statuses: [] };
const asked = (groups: StatusGroup[], statuses: string[] = [], from = {}) =>
	askedStatuses({ to: { groups, statuses }, from: { ...nothing, ...from } });
const inGroups = (...groups: StatusGroup[]) => groups.flatMap(statusesOf).sort();

it.each<[string, StatusGroup[], StatusGroup[]]>([
	['one group alone', ['needsAcceptance'], ['needsAcceptance']],
	['several', ['needsAcceptance', 'failed'], ['needsAcceptance', 'failed']],
	// Whoever rejects photos and ends the review has got nothing new.
	['results, and what was rejected of them', ['readyToDownload'], ['readyToDownload', 'rejected']],
	// A ZIP that comes late is no work of an editor.
	[
		'production, and what was in it',
		['inProduction'],
		['inProduction', 'readyToDownload', 'delivering', 'rejected'],
	],
	['pauses, which count each time', ['delayed'], ['delayed']],
])('asks for the statuses of the chosen groups: %s', (_, groups, expected) => {
	expect(asked(groups)).toEqual(inGroups(...expected));
});

it('asks for single statuses alone', () => {
	expect(asked([], ['CJ_ZIP_READY', 'CJ_ERROR'])).toEqual(['CJ_ERROR', 'CJ_ZIP_READY']);
	expect(asked(['needsAcceptance'], ['CJ_NEED_ACCEPTANCE', 'CJ_NEW'])).toEqual(
		[...inGroups('needsAcceptance'), 'CJ_NEW'].sort(),
	);
});

it('asks for all where it must look at every job', () => {
	expect(asked([])).toBeUndefined();
	expect(asked(['failed'], [], { groups: ['new'] })).toBeUndefined();
	expect(asked(['failed'], [], { statuses: ['CJ_NEW'] })).toBeUndefined();
	// Jobs that are over become more and more.
	expect(asked(['finished', 'failed'])).toBeUndefined();
	expect(asked([], ['CJ_ARCHIVED'])).toBeUndefined();
	expect(asked(['cancelled'])).toBeUndefined();
});

it('knows a job that is where it looks, or pauses there', () => {
	const ready = asked(['readyToDownload']);
	expect(isThere(ready, ['CJ_WORK_DONE'])).toBe(true);
	expect(isThere(ready, ['CJ_WORK_DONE', 'TIMECAROUSEL'])).toBe(true);
	expect(isThere(ready, ['CJ_WORK_DONE', 'CJ_ZIP_INIT'])).toBe(true);
	expect(isThere(ready, ['CJ_WORK_PROGRESS', 'TIMECAROUSEL'])).toBe(false);
	expect(isThere(ready, ['TIMECAROUSEL'])).toBe(false);
	expect(isThere(undefined, ['CJ_NEW'])).toBe(true);
});

it('remembers which statuses it looked at', () => {
	expect(queryIn('CJ_ERROR,CJ_NEW 0 blue shoes')).toEqual({
		query: 'blue shoes',
		statuses: ['CJ_ERROR', 'CJ_NEW'],
	});
	expect(queryIn('all 0 ')).toEqual({});
	expect(queryIn('all 30 a')).toMatchObject({ query: 'a', dateFrom: expect.any(String) });
	expect(queryIn('named')).toBeUndefined();
});
