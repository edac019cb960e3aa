import fc from 'fast-check';
import { readMemory, writeMemory, type MediaMemory } from '../../../nodes/Skyfish/mediaMemory';
import { mediaNews } from '../../../nodes/Skyfish/mediaNews';

const options = { watched: 'w', since: 100, forgetBefore: 0 };
const memory: MediaMemory = {
	watched: 'w',
	since: 50,
	media: new Map([
		['1', { mark: 2, at: 40 }],
		['2', { mark: 0, at: 10 }],
	]),
};
const seen = (id: string, mark = 0, at = 90) => ({ id, mark, at });

it('takes stock without news', () => {
	const { news, memory: now } = mediaNews(undefined, [seen('1'), seen('2')], options);
	expect(news).toEqual([]);
	expect([...now.media.keys()]).toEqual(['1', '2']);
});

it('tells of what is new and of what grew, once', () => {
	const first = mediaNews(memory, [seen('1', 3), seen('2'), seen('3')], options);
	expect(first.news.map(({ id }) => id)).toEqual(['1', '3']);
	expect(mediaNews(first.memory, [seen('1', 3), seen('2'), seen('3')], options).news).toEqual([]);
});

it('is not misled by an index that shows an older state', () => {
	const { memory: now } = mediaNews(memory, [seen('1', 1)], options);
	expect(now.media.get('1')?.mark).toBe(2);
	expect(mediaNews(now, [seen('1', 2)], options).news).toEqual([]);
});

it('forgets what is too old to be found again', () => {
	const { memory: now } = mediaNews(memory, [], { ...options, forgetBefore: 20 });
	expect([...now.media.keys()]).toEqual(['1']);
});

it('does not tell of an unknown one that is no news', () => {
	const isNewsAtFirst = ({ mark }: { mark: number }) => mark > 1;
	const { news } = mediaNews(memory, [seen('7', 1), seen('8', 2)], { ...options, isNewsAtFirst });
	expect(news.map(({ id }) => id)).toEqual(['8']);
});

it('reads back what it stored, for the same settings only', () => {
	const stored = JSON.parse(JSON.stringify(writeMemory(memory))) as unknown;
	expect(readMemory(stored, 'w')).toEqual(memory);
	expect(readMemory(stored, 'other')).toBeUndefined();
	expect(readMemory(undefined, 'w')).toBeUndefined();
});

it('tells of each media once, whatever pages repeat or leave out', () => {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
	console.log(`seed ${seed} (repeat with SEED=${seed})`);
	const look = fc.record({ ids: fc.array(fc.integer({ min: 1, max: 20 })), fails: fc.boolean() });
	fc.assert(
		fc.property(fc.array(look, { maxLength: 30 }), (looks) => {
			let known = mediaNews(undefined, [], options).memory;
			const told: string[] = [];
			const everSeen = new Set<string>();
			for (const { ids, fails } of looks) {
				const found = [...new Set(ids)].map((id) => seen(String(id)));
				const { news, memory: now } = mediaNews(known, found, options);
				if (fails) continue;
				found.forEach(({ id }) => everSeen.add(id));
				told.push(...news.map(({ id }) => id));
				known = readMemory(JSON.parse(JSON.stringify(writeMemory(now))), 'w')!;
			}
			expect([...told].sort()).toEqual([...everSeen].sort());
		}),
		{ seed },
	);
});
