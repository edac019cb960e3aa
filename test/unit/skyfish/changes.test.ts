import { readMemory, writeMemory, type MediaMemory } from '../../../nodes/Skyfish/trigger/memory';
import { mediaNews } from '../../../nodes/Skyfish/trigger/changes';

const options = { forgetBefore: 0 };
const known = new Map([
	['1', { mark: 2, at: 40 }],
	['2', { mark: 0, at: 10 }],
]);
const memory: MediaMemory = {
	account: 'a',
	event: 'mediaAdded',
	watched: '[[],true,[]]',
	since: 50,
	until: '',
	media: known,
	absent: new Map([['2', 1]]),
	wholeAt: 0,
	inside: new Set(),
	askedAfter: 0,
	reported: ['9'],
};
const seen = (id: string, mark = 0, at = 90) => ({ id, mark, at });

it('takes stock without news', () => {
	const { news, known: now } = mediaNews(undefined, [seen('1'), seen('2')], options);
	expect(news).toEqual([]);
	expect([...now.keys()]).toEqual(['1', '2']);
});

it('tells of what is new and of what grew, once', () => {
	const first = mediaNews(known, [seen('1', 3), seen('2'), seen('3')], options);
	expect(first.news.map(({ id }) => id)).toEqual(['1', '3']);
	expect(mediaNews(first.known, [seen('1', 3), seen('2'), seen('3')], options).news).toEqual([]);
});

it('is not misled by an index that shows an older state', () => {
	const { known: now } = mediaNews(known, [seen('1', 1)], options);
	expect(now.get('1')?.mark).toBe(2);
	expect(mediaNews(now, [seen('1', 2)], options).news).toEqual([]);
});

it('forgets what is too old to be found again', () => {
	const { known: now } = mediaNews(known, [], { ...options, forgetBefore: 20 });
	expect([...now.keys()]).toEqual(['1']);
});

it('does not tell of an unknown one that is no news', () => {
	const isNewsAtFirst = ({ mark }: { mark: number }) => mark > 1;
	const { news } = mediaNews(known, [seen('7', 1), seen('8', 2)], { ...options, isNewsAtFirst });
	expect(news.map(({ id }) => id)).toEqual(['8']);
});

it('reads back what it stored', () => {
	const stored = JSON.parse(JSON.stringify(writeMemory(memory))) as unknown;
	expect(readMemory(stored)).toEqual(memory);
	expect(readMemory(undefined)).toBeUndefined();
	const unnumbered = { ...memory, media: new Map([['a-b', { mark: 1, at: 2 }], ...known]) };
	expect(readMemory(writeMemory(unnumbered))).toEqual(unnumbered);
});

it.each([
	{ version: 1 },
	{ version: 1, since: 'x', media: {} },
	{ version: 1, since: 1, watched: '[[],true,[]]', media: null },
	{ version: 1, since: 1, watched: '[[],true,[]]', media: { 7: null } },
	{ version: 1, since: 1, watched: 'folder 7', media: {} },
	{ version: 1, since: 1, watched: '[7]', media: {} },
	{ version: 1, since: 1, media: {} },
	{ version: 1, since: 1, watched: '[[],true,[]]', media: {}, packed: { ids: '7', marks: '1' } },
])('cannot read what is damaged: %j', (stored) => {
	expect(() => readMemory(stored)).toThrow(/JSON|iterable|time|null|too few/);
});

it('keeps what is just not too old, and what was seen again however old it is', () => {
	const { known: at10 } = mediaNews(known, [], { forgetBefore: 10 });
	expect([...at10.keys()]).toEqual(['1', '2']);
	const { news, known: again } = mediaNews(known, [seen('2', 0, 5)], { forgetBefore: 99 });
	expect(news).toEqual([]);
	expect(again).toEqual(new Map([['2', { mark: 0, at: 10 }]]));
});

it('remembers when it found each one last', () => {
	const { known: now } = mediaNews(known, [seen('1', 2, 90), seen('3', 1, 7)], options);
	expect(now.get('1')).toEqual({ mark: 2, at: 90 });
	expect(now.get('3')).toEqual({ mark: 1, at: 7 });
});

it('takes every unknown one for news where nothing else is said', () => {
	expect(mediaNews(new Map(), [seen('1')], options).news).toEqual([seen('1')]);
	expect(known.size).toBe(2);
});

// Saved workflows hold it: a later release must read it.
it('is stored as it always was', () => {
	expect(writeMemory(memory)).toEqual({
		version: 1,
		account: 'a',
		event: 'mediaAdded',
		watched: '[[],true,[]]',
		since: 50,
		until: '',
		media: {},
		packed: { ids: '1 1', marks: '2 -2', times: '14 -u' },
		absent: { '2': 1 },
		reported: ['9'],
	});
});

it('is read where an earlier release wrote less', () => {
	const stored = {
		version: 1,
		event: 'mediaAdded',
		watched: '[[],true,[]]',
		since: 5,
		media: { 7: [1, 2] },
	};
	expect(readMemory(stored)).toEqual({
		account: '',
		event: 'mediaAdded',
		watched: '[[],true,[]]',
		since: 5,
		until: '',
		media: new Map([['7', { mark: 1, at: 2 }]]),
		absent: new Map(),
		wholeAt: 0,
		inside: new Set(),
		askedAfter: 0,
		reported: [],
	});
	expect(() => readMemory({ ...stored, since: null })).toThrow('It has no time');
});

it.each([[null], [{}], [{ version: 2 }], ['text']])('is none in %j', (stored) => {
	expect(readMemory(stored)).toBeUndefined();
});
