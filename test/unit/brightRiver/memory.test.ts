import type { Stay } from '../../../nodes/BrightRiver/trigger/overdue';
import { readMemory, writeMemory, type Memory } from '../../../nodes/BrightRiver/trigger/memory';

const stay = (place: string, more: Partial<Stay> = {}): Stay => ({
	place,
	since: '2026-01-31T12:00:00.000Z',
	sinceFrom: 'firstSeen',
	told: false,
	...more,
});

const memory: Memory = {
	account: 'a',
	known: new Map([
		['353413', ['CJ_NEW']],
		['353414', ['CJ_NEW']],
		['7', ['CJ_WORK_DONE', 'TIMECAROUSEL']],
		['8', ['CJ_FINISHED']],
		['guid-1', ['CJ_INIT_REJECT', 'CJ_REJECT_INIT']],
		['12x', ['CJ_NEW']],
		['x12', ['CJ_NEW']],
	]),
	over: new Map([['8', '2026-01-31']]),
	askedLast: '8',
	watched: 'all',
	absent: new Map([['7', 3]]),
	unreadable: new Map([['353413', 2]]),
	leaving: ['353414'],
	goOnAfter: '353414',
	round: { watched: 'all', page: 7, reads: 0, isFirst: false, found: new Set(['36', 'guid-1']) },
	notFound: [9],
	newest: '2026-01-01T00:00:00Z',
	stays: new Map([
		['7', stay('readyToDownload', { sinceFrom: 'service', told: true })],
		['353413', stay('new')],
		['353414', stay('new')],
		['guid-1', stay('rejected')],
	]),
};

// Saved workflows hold it: a later release must read it.
it('is stored as it always was', () => {
	expect(writeMemory(memory)).toEqual({
		version: 1,
		account: 'a',
		watched: 'all',
		jobs: {
			CJ_NEW: [353413, 353414],
			'CJ_WORK_DONE TIMECAROUSEL': [7],
			CJ_FINISHED: [8],
		},
		over: { '2026-01-31': [8] },
		askedLast: '8',
		unnumbered: {
			'guid-1': ['CJ_INIT_REJECT', 'CJ_REJECT_INIT'],
			'12x': ['CJ_NEW'],
			x12: ['CJ_NEW'],
		},
		absent: { '7': 3 },
		unreadable: { '353413': 2 },
		leaving: ['353414'],
		goOnAfter: '353414',
		round: { watched: 'all', page: 7, reads: 0, isFirst: false, ids: '10', others: ['guid-1'] },
		notFound: [9],
		newest: '2026-01-01T00:00:00Z',
		stays: {
			'readyToDownload 2026-01-31T12:00:00.000Z service told': [7],
			'new 2026-01-31T12:00:00.000Z firstSeen': [353413, 353414],
			'rejected 2026-01-31T12:00:00.000Z firstSeen': ['guid-1'],
		},
	});
});

it('is read where an earlier release wrote less', () => {
	const stored = { version: 1, watched: 'all', jobs: {}, unnumbered: {}, notFound: [] };
	expect(readMemory(stored)).toEqual({
		account: '',
		known: new Map(),
		over: new Map(),
		askedLast: '',
		watched: 'all',
		absent: new Map(),
		unreadable: new Map(),
		leaving: [],
		goOnAfter: '',
		notFound: [],
		newest: '',
		stays: new Map(),
	});
});

it('is read as it was written', () => {
	expect(readMemory(JSON.parse(JSON.stringify(writeMemory(memory))))).toEqual(memory);
});

it('is not changed by what it was read from', () => {
	const stored = writeMemory(memory);
	const read = readMemory(stored);
	(stored.notFound as number[]).push(10);
	expect(read?.notFound).toEqual([9]);
});

it('takes whatever stands for a number of looks as at least one', () => {
	const stored = { ...writeMemory(memory), absent: { '1': 'x', '2': '4', '3': 0 } };
	expect(readMemory(stored)?.absent).toEqual(
		new Map([
			['1', 1],
			['2', 4],
			['3', 1],
		]),
	);
});

it.each([[undefined], [null], [{}], [{ version: 2 }], ['text']])('is none in %j', (stored) => {
	expect(readMemory(stored)).toBeUndefined();
});

it.each([
	{ version: 1 },
	{ version: 1, jobs: {}, notFound: [] },
	{ version: 1, jobs: { CJ_NEW: 7 }, unnumbered: {}, notFound: [] },
	{ version: 1, jobs: {}, unnumbered: {} },
	{ version: 1, jobs: {}, unnumbered: {}, notFound: [], stays: { 'new yesterday': [1] } },
])('cannot be read where it is damaged: %j', (stored) => {
	expect(() => readMemory(stored)).toThrow(TypeError);
});
