import { isDeepStrictEqual } from 'node:util';
import type { FaultEffect } from '../../../sandbox/index';
import { waitUntil } from '../../../tools/processes/waitUntil';
import { askedPause, type FaultKind } from './faultKinds';
import { unclear } from './messages';
import type { Row } from './rows';
import {
	expected,
	type Expected,
	wrongShapes,
	type Outcome,
	type RowStep,
	type Struck,
} from './rules';
import { runRow, type RowRun } from './runRow';
import { ScriptedService } from './scriptedService';

/** One request of one row under one fault. */
export interface Cell extends Struck {
	row: Row;
	/** Which of the row's requests the fault hits. */
	place: number;
}

export interface CellResult {
	cell: Cell;
	outcome: Outcome;
	/** What is not as it should be. */
	problems: string[];
}

/** Every cell of some rows. */
export async function cellsOf(rows: Row[], kinds: FaultKind[]): Promise<Cell[]> {
	const origins = { api: 'http://api.example', storage: 'http://storage.example' };
	return rows.flatMap((row) =>
		row.steps(origins).flatMap((step, place) =>
			kinds.flatMap((kind) =>
				effectsOf(kind, step, row.service).flatMap((effect, variant) =>
					// One body of a kind passes and stays; the others differ from it in nothing but the body, and
					// garbage in nothing but its size, which costs a quarter of a second each time.
					(variant === 0 && effect?.kind !== 'garbage' ? [false, true] : [true]).map(
						(stays): Cell => ({
							row,
							place,
							kind,
							effect,
							stays,
						}),
					),
				),
			),
		),
	);
}

/** All that a kind of fault does to one request. */
export function struckBy(kind: FaultKind, step: RowStep, service: Row['service']): Struck[] {
	return effectsOf(kind, step, service).flatMap((effect, variant) =>
		// One body of a kind passes and stays; the others differ from it in nothing but the body, and garbage in
		// nothing but its size, which costs half a second each time.
		(variant === 0 && effect?.kind !== 'garbage' ? [false, true] : [true]).map((stays) => ({
			kind,
			effect,
			stays,
		})),
	);
}

function effectsOf(
	kind: FaultKind,
	step: RowStep,
	service: Row['service'],
): Array<FaultEffect | undefined> {
	const place = { service, server: step.server };
	if (kind.is(place) === 'otherShape') {
		const contentType = 'application/json';
		return wrongShapes(step).map((body) => ({ kind: 'body', body, contentType }));
	}
	const effects = kind.effects(place);
	return effects.length > 0 ? effects : [undefined];
}

/** A row run with nothing going wrong. */
export async function runWell(row: Row): Promise<RowRun> {
	const service = new ScriptedService<RowStep>();
	try {
		await service.start(row.steps);
		return await runRow(row, service);
	} finally {
		await service.stop();
	}
}

/** A run that does not end is one that went wrong. Busy machines take their time for 10 MB. */
const LONGEST_RUN_MS = 60_000;

/** Runs a cell and compares it with the rules. `well` is the row with nothing going wrong. */
export async function runCell(cell: Cell, well: RowRun): Promise<CellResult> {
	const service = new ScriptedService<RowStep>();
	let timer: NodeJS.Timeout | undefined;
	const gaveUp = new Promise<CellResult>((resolve) => {
		const problems = [`it did not end within ${LONGEST_RUN_MS / 1000} s`];
		timer = setTimeout(() => resolve({ cell, outcome: 'error', problems }), LONGEST_RUN_MS);
	});
	try {
		return await Promise.race([runToItsEnd(cell, service, well), gaveUp]);
	} finally {
		clearTimeout(timer);
		await service.stop();
	}
}

async function runToItsEnd(
	cell: Cell,
	service: ScriptedService<RowStep>,
	well: RowRun,
): Promise<CellResult> {
	const { row, place, kind, effect, stays } = cell;
	await service.start(row.steps);
	const step = service.steps[place];
	const times = stays ? Infinity : kind.times;
	const fault = effect && service.faults.add({ ...effect, ...service.matchOf(step), times });
	if (!fault) service.refuse(step);
	let waitsWhileClosed = 0;
	const onWait = () => {
		if (service.isRefusing && !stays && ++waitsWhileClosed === kind.times) service.listenAgain();
	};
	const run = await runRow(row, service, {
		onError: stays ? 'continueErrorOutput' : undefined,
		strikes: kind.isEndless ? () => fault?.hits ?? 0 : undefined,
		onWait,
	});
	const isFree = await waitUntil(
		'all connections to be closed',
		async () => (await service.openConnections()) === 0,
		{ timeoutMs: 5_000, everyMs: 5 },
	).catch(() => false);
	const problems = problemsOf(cell, service, run, well);
	if (!isFree) problems.push(`${await service.openConnections()} connections are left open`);
	return { cell, outcome: expectedIn(cell, service.steps).outcome, problems };
}

/** A port that stays closed is closed for what comes after, too. */
function expectedIn(cell: Cell, steps: RowStep[]): Expected {
	const { place, effect, stays, row } = cell;
	const { server } = steps[place];
	const struck = effect
		? [steps[place]]
		: steps.slice(place).filter((one) => one.server === server);
	const own = expected(steps[place], cell, row.service);
	const isFailed =
		stays && struck.some((one) => expected(one, cell, row.service).outcome === 'error');
	return isFailed ? { ...own, outcome: 'error' } : own;
}

function problemsOf(
	cell: Cell,
	service: ScriptedService<RowStep>,
	run: RowRun,
	well: RowRun,
): string[] {
	const { place, effect, stays, row } = cell;
	const step = service.steps[place];
	const { outcome, attempts } = expectedIn(cell, service.steps);
	const problems = problemsOfOutcome(outcome, run, well, row, stays, step);
	if (attempts !== undefined && service.attempts(step) !== attempts) {
		problems.push(`it was sent ${service.attempts(step)} times instead of ${attempts}`);
	}
	for (const one of service.steps) {
		const mayActTwice = one.repeatable;
		if (!mayActTwice && service.acted(one) > 1) {
			problems.push(`${one.method} ${String(one.path)} was done ${service.acted(one)} times`);
		}
	}
	const pause = askedPause(effect);
	if (pause !== undefined) {
		const asked = run.waits.filter((ms) => ms === pause * 1000).length;
		const retries = (attempts ?? 1) - 1;
		if (asked !== retries) problems.push(`Retry-After was kept ${asked} times, not ${retries}`);
	}
	return problems;
}

function problemsOfOutcome(
	outcome: Outcome,
	run: RowRun,
	well: RowRun,
	{ service }: Row,
	stays: boolean,
	step: RowStep,
): string[] {
	if (outcome !== 'error') {
		if (run.error) return [`it failed: ${run.error.message}`];
		if (run.errorItems.length > 0) return [`it failed: ${shown(run.errorItems[0].json)}`];
		if (outcome === 'taken') return [];
		const right = itemsOf(outcome, well, step);
		return isDeepStrictEqual(run.items, right) ? [] : [`its items differ: ${shown(run.items)}`];
	}
	if (run.items.length > 0) return [`it went on with ${shown(run.items)}`];
	if (!stays) {
		return run.error ? unclear(run.error, service) : ['it neither failed nor went on'];
	}
	if (run.error) return [`it failed instead of using the error output: ${run.error.message}`];
	if (run.errorItems.length !== 1) return [`${run.errorItems.length} items on the error output`];
	const [{ json, pairedItem, error }] = run.errorItems;
	if (!isDeepStrictEqual(pairedItem, { item: 0 })) {
		return [`the error is not paired: ${JSON.stringify(pairedItem)}`];
	}
	const problems = unclear({ message: String(json.error) }, service);
	return error ? unclear(error, service) : problems;
}

/** What comes out where it does not fail: the same as ever, but for what could not be made sure of. */
function itemsOf(outcome: Outcome, well: RowRun, { gives = [] }: RowStep): unknown[] {
	return well.items.map((item) => {
		const { json, ...rest } = item as { json: Record<string, unknown> };
		if (outcome === 'unverified') return { ...rest, json: unverified(json) };
		if (outcome === 'unaffected' && gives.length > 0) {
			const others = Object.entries(json).filter(([name]) => !gives.includes(name));
			return { ...rest, json: Object.fromEntries(others) };
		}
		if (outcome !== 'gone') return item;
		const ids = Object.entries(json).filter(([name]) => !['success', 'deleted'].includes(name));
		return { ...rest, json: { gone: true, ...Object.fromEntries(ids) } };
	});
}

/** Also each of the files in it. */
function unverified(json: Record<string, unknown>): Record<string, unknown> {
	const { files } = json as { files?: object[] };
	const own = files && { files: files.map((file) => ({ ...file, verified: false })) };
	return { ...json, ...own, verified: false };
}

function shown(value: unknown): string {
	return JSON.stringify(value, (_, one: unknown) =>
		typeof one === 'string' && one.length > 60 ? `${one.slice(0, 60)}…` : one,
	)?.slice(0, 400);
}
