/** Jobs that are followed, and a check that is stopped on its way. */
import { contraryReadings, startSandbox } from '../../../sandbox/index';
import type { ChosenReadings } from '../../../sandbox/index';
import { filledSandbox, optionsFor, readingsIn, runCheck } from './support';

const cases: [ChosenReadings, Record<string, string>][] = [
	[{}, { 'status-order': 'zip-first', 'time-carousel': 'never', 'after-finished': 'nothing' }],
	[{ 'status-order': 'zip-after-done' }, { 'status-order': 'zip-after-done' }],
	[{ 'status-order': 'zip-last' }, { 'status-order': 'zip-last' }],
	[{ 'time-carousel': 'between' }, { 'time-carousel': 'between' }],
	[{ 'after-finished': 'archived' }, { 'after-finished': 'archived' }],
	[{ 'after-finished': 'deleted' }, { 'after-finished': 'deleted' }],
	[
		contraryReadings(),
		{ 'status-order': 'zip-last', 'time-carousel': 'between', 'after-finished': 'deleted' },
	],
];

test.each(cases)('the order of statuses: %j', async (readings, seen) => {
	const sandbox = await startSandbox({ manual: true, readings });
	const { brightRiver } = sandbox;
	try {
		const [working] = brightRiver.createJobs(1, 'CJ_WORK_PROGRESS');
		const [finished] = brightRiver.createJobs(1, 'CJ_FINISHED');
		const options = { ...optionsFor(sandbox), skyfish: undefined };
		const stop = new AbortController();
		const follow = [working, finished];
		const pace = { pollMs: 1, patienceMs: 100, followMs: 20_000 };
		const checking = runCheck({ ...options, follow, pace }, stop.signal);
		let isOver = false;
		void checking.finally(() => (isOver = true));
		const looks = () =>
			brightRiver.requests.filter(
				({ path, endedAt }) => endedAt && path.endsWith(`/${finished}/status`),
			).length;
		// A job goes on when it was looked at for certain, so that no status is missed.
		for (let turn = 0, before = looks(); turn < 16 && !isOver; turn++, before = looks()) {
			while (!isOver && looks() < before + 2) await new Promise((resolve) => setImmediate(resolve));
			for (const id of follow) await brightRiver.advance(id).catch(() => undefined);
		}
		stop.abort();
		expect(readingsIn((await checking).report)).toMatchObject(seen);
	} finally {
		await sandbox.stop();
	}
});

test('a check that is stopped cancels its job all the same', async () => {
	const { sandbox } = await filledSandbox();
	try {
		const options = { ...optionsFor(sandbox), skyfish: undefined };
		const stop = new AbortController();
		const lines: string[] = [];
		const { check } = await import('../../../tools/check-live/check');
		const say = (line: string) => {
			lines.push(line);
			if (line.includes('The upload in the field')) stop.abort();
		};
		const report = await check({ ...options, write: true }, say, stop.signal);
		expect(report.notes.map(({ text }) => text)).toContain('The check was stopped');
		const job = sandbox.brightRiver.jobs().at(-1)!;
		expect(['CJ_USER_CANCELED', 'CJ_TRASH_CANCELLED']).toContain(job.status);
	} finally {
		await sandbox.stop();
	}
});
