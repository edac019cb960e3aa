import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import type { FaultEffect } from '../../../sandbox/index';
import { PolledTrigger } from '../../engine/support/poll';
import { effectsOf } from './cell';
import { faultKinds, type FaultKind } from './faultKinds';
import { unclear } from './messages';
import { expected, type Outcome, type RowStep } from './rules';
import { ScriptedService } from './scriptedService';
import type { TriggerRow } from './triggerRows';
import { withWaits } from '../../support/waits';

/** One request of a poll under one fault. */
export interface TriggerCell {
	row: TriggerRow;
	/** Which request of the second poll the fault hits. */
	place: number;
	kind: FaultKind;
	effect: FaultEffect | undefined;
	stays: boolean;
}

export interface TriggerResult {
	cell: TriggerCell;
	outcome: Outcome;
	problems: string[];
}

export function triggerCellsOf(row: TriggerRow): TriggerCell[] {
	return row
		.second()
		.flatMap((step, place) =>
			faultKinds.flatMap((kind) =>
				effectsOf(kind, step).flatMap((effect) =>
					[false, true].map((stays) => ({ row, place, kind, effect, stays })),
				),
			),
		);
}

/**
 * Takes stock, then polls under the fault. Where that poll fails, what the trigger remembers must be as it
 * was, and the next poll must tell the event once.
 */
export async function runTriggerCell(cell: TriggerCell): Promise<TriggerResult> {
	const { row, place, kind, effect, stays } = cell;
	const service = new ScriptedService<RowStep>();
	try {
		const first = row.first();
		await service.start(() => [...first, ...row.second()]);
		const trigger = new PolledTrigger(row.run(service.origins));
		await trigger.poll();
		const remembered = trigger.stored;

		const step = service.steps[first.length + place];
		const body = effect?.kind === 'body' ? effect.body : undefined;
		const { outcome, attempts } = expected(step, kind, stays, body);
		const times = stays ? Infinity : kind.times;
		// The first poll is over: the next request to this address is the one.
		if (effect) service.faults.add({ ...effect, ...service.matchOf(step), skip: 0, times });
		else service.refuse(step);
		let waits = 0;
		const onWait = () => {
			if (service.isRefusing && !stays && ++waits === kind.times) service.listenAgain();
		};
		const polled = await withWaits(onWait, async () => await trigger.poll()).catch(
			(error: Error & { description?: string }) => error,
		);

		const problems: string[] = [];
		const came = service.attempts(step);
		if (attempts !== undefined && came !== attempts) {
			problems.push(`it was sent ${came} times instead of ${attempts}`);
		}
		if (polled instanceof Error) {
			if (outcome !== 'error') problems.push(`it failed: ${polled.message}`);
			problems.push(...unclear(polled, row.service));
			if (trigger.stored !== remembered) problems.push('it remembers something of a failed poll');
			service.faults.clear();
			service.listenAgain();
			problems.push(...(await problemsOfEvents(await trigger.poll(), trigger)));
		} else {
			if (outcome === 'error') problems.push(`it went on with ${JSON.stringify(polled)}`);
			problems.push(...(await problemsOfEvents(polled, trigger)));
		}
		return { cell, outcome, problems };
	} finally {
		await service.stop();
	}
}

/** The one event must be told, and never again. */
async function problemsOfEvents(events: IDataObject[], trigger: PolledTrigger): Promise<string[]> {
	const ids = events.map(({ jobId, mediaId }) => jobId ?? mediaId);
	const problems: string[] = [];
	if (!isDeepStrictEqual(ids, [1]) && !isDeepStrictEqual(ids, [7])) {
		problems.push(`it told ${JSON.stringify(events)} instead of one event`);
	}
	const again = await trigger.poll();
	if (again.length > 0) problems.push(`it told ${JSON.stringify(again)} once more`);
	return problems;
}
