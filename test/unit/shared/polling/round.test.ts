import { readRound, writeRound, type Round } from '../../../../nodes/shared/polling/round';

const round: Round = {
	watched: 'all 0 ',
	page: 192,
	reads: 1,
	isFirst: true,
	found: new Set(['353413', '353414', 'guid-1', '007']),
};

it('is what it was when it has been stored', () => {
	expect(readRound(JSON.parse(JSON.stringify(writeRound(round))))).toEqual(round);
	expect(readRound(undefined)).toBeUndefined();
});

it('takes few bytes for each that was found', () => {
	const found = new Set(Array.from({ length: 10_000 }, (_, number) => String(353_413 + number)));
	expect(JSON.stringify(writeRound({ ...round, found })).length).toBeLessThan(25_000);
});

it.each([{ page: 'x' }, { reads: undefined }, { ids: 'a !' }, { others: undefined }])(
	'is not read where it is damaged: %j',
	(damage) => {
		expect(() => readRound({ ...writeRound(round), ...damage } as never)).toThrow(TypeError);
	},
);
