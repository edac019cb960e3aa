import fc from 'fast-check';
import { readMemory, writeMemory, type MediaMemory } from '../../../nodes/Skyfish/trigger/memory';
import { mediaNews, type KnownMedia } from '../../../nodes/Skyfish/trigger/changes';

const options = { forgetBefore: 0 };
const known = new Map([
	['1', { mark: 2, at: 40 }],
	['2', { mark: 0, at: 10 }],
]);
const memory: MediaMemory = {
	account: 'a',
	event: 'mediaAdded',
	watched: 'w',
	since: 50,
	until: '',
	media: known,
	absent: new Map([['2', 1]]),
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
});

it.each([
	{ version: 1 },
	{ version: 1, since: 'x', media: {} },
	{ version: 1, since: 1, media: null },
	{ version: 1, since: 1, media: { 7: null } },
])('cannot read what is damaged: %j', (stored) => {
	expect(() => readMemory(stored)).toThrow(TypeError);
});

it('tells of each media once, whatever pages repeat or leave out', () => {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
	console.log(`seed ${seed} (repeat with SEED=${seed})`);
	const look = fc.record({ ids: fc.array(fc.integer({ min: 1, max: 20 })), fails: fc.boolean() });
	fc.assert(
		fc.property(fc.array(look, { maxLength: 30 }), (looks) => {
			let remembered: KnownMedia = new Map();
			const told: string[] = [];
			const everSeen = new Set<string>();
			for (const { ids, fails } of looks) {
				const found = [...new Set(ids)].map((id) => seen(String(id)));
				const { news, known: now } = mediaNews(remembered, found, options);
				if (fails) continue;
				found.forEach(({ id }) => everSeen.add(id));
				told.push(...news.map(({ id }) => id));
				const stored = JSON.stringify(writeMemory({ ...memory, media: now }));
				remembered = readMemory(JSON.parse(stored))!.media;
			}
			expect([...told].sort()).toEqual([...everSeen].sort());
		}),
		{ seed },
	);
});
