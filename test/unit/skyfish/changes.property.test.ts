import fc from 'fast-check';
import { readMemory, writeMemory } from '../../../nodes/Skyfish/trigger/memory';
import { mediaNews, type KnownMedia } from '../../../nodes/Skyfish/trigger/changes';
import { seeded } from '../../support/seeded';

it('tells of each media item once, whatever pages repeat or leave out', () => {
	const look = fc.record({ ids: fc.array(fc.integer({ min: 1, max: 20 })), fails: fc.boolean() });
	const rest = { account: 'a', event: 'mediaAdded', watched: '[[],true,[]]', since: 50, until: '' };
	fc.assert(
		fc.property(fc.array(look, { maxLength: 30 }), (looks) => {
			let remembered: KnownMedia = new Map();
			const told: string[] = [];
			const everSeen = new Set<string>();
			for (const { ids, fails } of looks) {
				const found = [...new Set(ids)].map((id) => ({ id: String(id), mark: 0, at: 90 }));
				const { news, known } = mediaNews(remembered, found, { forgetBefore: 0 });
				if (fails) continue;
				found.forEach(({ id }) => everSeen.add(id));
				told.push(...news.map(({ id }) => id));
				const memory = {
					...rest,
					media: known,
					absent: new Map(),
					wholeAt: 0,
					inside: new Set<number>(),
					askedAfter: 0,
					reported: [],
				};
				const stored = JSON.stringify(writeMemory(memory));
				remembered = readMemory(JSON.parse(stored))!.media;
			}
			expect([...told].sort()).toEqual([...everSeen].sort());
		}),
		seeded(),
	);
});
