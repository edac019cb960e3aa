import { isDeepStrictEqual } from 'node:util';
import type { FaultEffect } from '../../../sandbox/index';
import { waitUntil } from '../../../tools/processes/waitUntil';
import type { FaultKind } from './faultKinds';
import { unclear } from './messages';
import type { Row } from './rows';
import { expected, wrongShapes, type Outcome, type RowStep } from './rules';
import { runRow, type RowRun } from './runRow';
import { ScriptedService } from './scriptedService';

/** One request of one row under one fault. */
export interface Cell {
	row: Row;
	/** Which of the row's requests the fault hits. */
	place: number;
	kind: FaultKind;
	/** Undefined for a closed port. */
	effect: FaultEffect | undefined;
	/** Whether it hits every time, or goes. */
	stays: boolean;
}

export interface CellResult {
	cell: Cell;
	outcome: Outcome;
	/** What is not as it should be. */
	problems: string[];
}

/** After how many ms a request that gets no answer is given up; n8n's own is 300 s. */
const TIMEOUT_MS = 2_000;

/** Every cell of some rows. */
export async function cellsOf(rows: Row[], kinds: FaultKind[]): Promise<Cell[]> {
	const origins = { api: 'http://api.example', storage: 'http://storage.example' };
	return rows.flatMap((row) =>
		row.steps(origins).flatMap((step, place) =>
			kinds.flatMap((kind) =>
				effectsOf(kind, step).flatMap((effect, variant) =>
					// One body of a kind passes and stays; the others differ from it in nothing but the body, and
					// garbage in nothing but its size, which costs a quarter of a second each time.
					(variant === 0 && kind.is !== 'garbage' ? [false, true] : [true]).map((stays): Cell => ({
						row,
						place,
						kind,
						effect,
						stays,
					})),
				),
			),
		),
	);
}

export function effectsOf(kind: FaultKind, step: RowStep): Array<FaultEffect | undefined> {
	if (kind.is === 'otherShape') {
		const contentType = 'application/json';
		return wrongShapes(step).map((body) => ({ kind: 'body', body, contentType }));
	}
	return kind.effects.length > 0 ? kind.effects : [undefined];
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

/** A run that does not end is one that went wrong. */
const LONGEST_RUN_MS = 30_000;

/** Runs a cell and compares it with the rules. `well` is the row with nothing going wrong. */
export async function runCell(cell: Cell, well: RowRun): Promise<CellResult> {
	const endless = new AbortController();
	const timer = setTimeout(() => endless.abort(), LONGEST_RUN_MS);
	const gaveUp = new Promise<CellResult>((resolve) => {
		const problems = [`it did not end within ${LONGEST_RUN_MS / 1000} s`];
		endless.signal.onabort = () => resolve({ cell, outcome: 'error', problems });
	});
	return await Promise.race([runToItsEnd(cell, well), gaveUp]).finally(() => clearTimeout(timer));
}

async function runToItsEnd(cell: Cell, well: RowRun): Promise<CellResult> {
	const { row, place, kind, effect, stays } = cell;
	const service = new ScriptedService<RowStep>();
	try {
		await service.start(row.steps);
		const step = service.steps[place];
		const times = stays ? Infinity : kind.times;
		if (effect) service.faults.add({ ...effect, ...service.matchOf(step), times });
		else service.refuse(step);
		let waitsWhileClosed = 0;
		const onWait = () => {
			if (service.isRefusing && !stays && ++waitsWhileClosed === kind.times) service.listenAgain();
		};
		const run = await runRow(row, service, {
			onError: stays ? 'continueErrorOutput' : undefined,
			timeout: kind.short === 'hung' ? TIMEOUT_MS : undefined,
			onWait,
		});
		const isFree = await waitUntil(
			'all connections to be closed',
			async () => (await service.openConnections()) === 0,
			{ timeoutMs: 5_000, everyMs: 5 },
		).catch(() => false);
		const problems = problemsOf(cell, service, run, well);
		if (!isFree) problems.push(`${await service.openConnections()} connections are left open`);
		const body = effect?.kind === 'body' ? effect.body : undefined;
		return { cell, outcome: expected(step, kind, stays, body).outcome, problems };
	} finally {
		await service.stop();
	}
}

function problemsOf(
	{ place, kind, effect, stays, row }: Cell,
	service: ScriptedService<RowStep>,
	run: RowRun,
	well: RowRun,
): string[] {
	const step = service.steps[place];
	const body = effect?.kind === 'body' ? effect.body : undefined;
	const { outcome, attempts } = expected(step, kind, stays, body);
	const problems = problemsOfOutcome(outcome, run, well, row, stays);
	if (attempts !== undefined && service.attempts(step) !== attempts) {
		problems.push(`it was sent ${service.attempts(step)} times instead of ${attempts}`);
	}
	for (const one of service.steps) {
		const mayActTwice = one.repeatable;
		if (!mayActTwice && service.acted(one) > 1) {
			problems.push(`${one.method} ${String(one.path)} was done ${service.acted(one)} times`);
		}
	}
	if (effect?.kind === 'rateLimit' && effect.retryAfter !== undefined) {
		const asked = run.waits.filter((ms) => ms === Number(effect.retryAfter) * 1000).length;
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
): string[] {
	if (outcome !== 'error') {
		if (run.error) return [`it failed: ${run.error.message}`];
		if (run.errorItems.length > 0) return [`it failed: ${shown(run.errorItems[0].json)}`];
		if (outcome === 'taken') return [];
		const right = outcome === 'unverified' ? unverified(well.items) : well.items;
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

function unverified(items: unknown[]): unknown[] {
	return items.map((item) => {
		const { json, ...rest } = item as { json: object };
		return { ...rest, json: { ...json, verified: false } };
	});
}

function shown(value: unknown): string {
	return JSON.stringify(value, (_, one: unknown) =>
		typeof one === 'string' && one.length > 60 ? `${one.slice(0, 60)}…` : one,
	)?.slice(0, 400);
}
