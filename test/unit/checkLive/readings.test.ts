/** The check names how the sandbox reads each point, whichever way that is. */
import { contraryReadings, pointNames, points, valuesOf } from '../../../sandbox/index';
import type { ChosenReadings } from '../../../sandbox/index';
import { points as checkedPoints } from '../../../tools/check-live/points';
import { filledSandbox, optionsFor, readingsIn, runCheck } from './support';

/** What only a job that is followed shows. */
const ofFollowing = ['status-order', 'time-carousel', 'after-finished'];

/** How the sandbox was read with these readings chosen, with everything that can be seen without following. */
async function seenWith(readings: ChosenReadings) {
	const { sandbox, deliveredId } = await filledSandbox(readings);
	try {
		const options = { ...optionsFor(sandbox), write: true, review: deliveredId };
		const { report, lines } = await runCheck(options);
		expect(report.notes.filter(({ ok }) => !ok)).toEqual([]);
		expect(lines.filter((line) => line.includes('NOT OK'))).toEqual([]);
		const seen = readingsIn(report);
		for (const point of ofFollowing) delete seen[point];
		return seen;
	} finally {
		await sandbox.stop();
	}
}

function expected(readings: ChosenReadings): Record<string, string> {
	return Object.fromEntries(
		pointNames
			.filter((name) => !ofFollowing.includes(name))
			.map((name) => [name, readings[name] ?? valuesOf(name)[0]]),
	);
}

const alone = pointNames
	.filter((name) => !ofFollowing.includes(name))
	.flatMap((name) =>
		valuesOf(name)
			.slice(1)
			.map((value) => ({ [name]: value }) as ChosenReadings),
	);

test('the points are those of the sandbox, with the same readings', () => {
	expect(Object.keys(checkedPoints)).toEqual(pointNames);
	for (const name of pointNames) {
		expect(Object.keys(checkedPoints[name].readings)).toEqual(
			expect.arrayContaining(valuesOf(name)),
		);
		const service = points[name].service === 'Skyfish' ? 'skyfish' : 'bright-river';
		expect(checkedPoints[name].service).toBe(service);
	}
});

test('as usual', async () => {
	expect(await seenWith({})).toEqual(expected({}));
});

test.each(alone)('%j', async (readings) => {
	expect(await seenWith(readings)).toEqual(expected(readings));
});

test('all that differ most, at once', async () => {
	expect(await seenWith(contraryReadings())).toEqual(expected(contraryReadings()));
});
