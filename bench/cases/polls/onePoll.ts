import { nodeType } from '../../../tools/checkout/packages.ts';
import type { Workflow } from '../../../tools/n8n-host/n8nTypes.ts';
import type { RequestedService } from '../../support/sandboxProcess.ts';
import type { BenchWorld, CredentialReference } from '../../support/world.ts';

const pollWithinMs = 900_000;
const triggerName = 'Trigger';

/** So many polls at most until all was looked at. */
const mostPolls = 50;

/** What one poll cost, or several that look at all together. */
export interface Poll {
	polls: number;
	/** Of very many no more than 10,000 are counted. */
	calls: number;
	/** From the arrival of the first call to the end of the last. */
	milliseconds: number;
}

/** A workflow of one trigger, which polls so seldom that only its activation is measured. */
export function pollingWorkflow(
	trigger: 'brightRiverTrigger' | 'skyfishTrigger',
	parameters: Record<string, unknown>,
	credentials: Record<string, CredentialReference>,
	pollTime: Record<string, unknown> = { mode: 'everyMonth', dayOfMonth: 1, hour: 0, minute: 0 },
): Workflow {
	return {
		name: `Benchmark: ${trigger}`,
		nodes: [
			{
				id: 'trigger',
				name: triggerName,
				type: nodeType(trigger),
				typeVersion: 1,
				position: [0, 0],
				parameters: { pollTimes: { item: [pollTime] }, ...parameters },
				credentials,
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}

/** One poll: a workflow polls when it is activated, before n8n calls it active. */
export async function pollOnce(
	{ rest }: BenchWorld,
	service: RequestedService,
	workflowId: string,
): Promise<Poll> {
	await service.forgetRequests();
	await rest.activateWorkflow(await rest.getWorkflow(workflowId), pollWithinMs);
	const { requests } = await service.seen();
	await rest.deactivateWorkflow(workflowId);
	const unanswered = requests.filter(({ endedAt }) => endedAt === null);
	if (requests.length === 0 || unanswered.length > 0) {
		throw new Error(`A poll of ${requests.length} calls has ${unanswered.length} unanswered ones.`);
	}
	const startedAt = Math.min(...requests.map((request) => request.startedAt));
	const endedAt = Math.max(...requests.map((request) => request.endedAt ?? 0));
	return { polls: 1, calls: requests.length, milliseconds: endedAt - startedAt };
}

/** As many polls as it takes to look at all: n8n gives one poll only so much time. */
export async function pollAll(
	world: BenchWorld,
	service: RequestedService,
	workflowId: string,
): Promise<Poll> {
	const all = { polls: 0, calls: 0, milliseconds: 0 };
	do {
		const { calls, milliseconds } = await pollOnce(world, service, workflowId);
		all.polls++;
		all.calls += calls;
		all.milliseconds += milliseconds;
		if (all.polls > mostPolls) throw new Error(`${mostPolls} polls did not look at all.`);
	} while ('round' in (await rememberedBy(world, workflowId)));
	return all;
}

/** How many bytes n8n keeps for the trigger of a workflow that was polled. */
export async function rememberedBytes(world: BenchWorld, workflowId: string): Promise<number> {
	return JSON.stringify(await rememberedBy(world, workflowId)).length;
}

async function rememberedBy({ rest }: BenchWorld, workflowId: string): Promise<object> {
	const { staticData } = await rest.getWorkflow(workflowId);
	const kept = (staticData ?? {}) as Record<string, { memory?: object } | undefined>;
	const memory = kept[`node:${triggerName}`]?.memory;
	if (!memory) throw new Error(`n8n keeps nothing for the trigger of workflow ${workflowId}.`);
	return memory;
}

/** What the executions of a workflow were started with, by execution. */
export async function toldBy(
	{ rest }: BenchWorld,
	workflowId: string,
	known: Map<string, Array<Record<string, unknown>>>,
): Promise<void> {
	for (const { id, status } of await rest.listExecutions(workflowId)) {
		if (known.has(id) || status === 'running' || status === 'new') continue;
		const { runData, error } = await rest.getExecution(id);
		if (error) throw new Error(error.message);
		const items = runData[triggerName]?.[0]?.data?.main[0] ?? [];
		known.set(
			id,
			items.map(({ json }) => json),
		);
	}
}
