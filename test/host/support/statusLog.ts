import { fillIn, watchEveryStatus } from '../../../tools/examples/workflowFiles.ts';
import type { World } from '../../../tools/world/world.ts';
import { waitUntil } from '../../../tools/processes/waitUntil.ts';

const seenWithinMs = 60_000;

/** What a Bright River Trigger on all statuses has started executions for. */
export interface StatusLog {
	/** The statuses of a job that were told, in order, repetitions included. */
	seen(jobId: number): Promise<string[]>;
	/** Waits until the newest status told of the job is this one. */
	waitFor(jobId: number, status: string): Promise<void>;
}

/** Activates a trigger on every status of every job, which looks once a second. */
export async function logStatuses({ rest, credential }: World): Promise<StatusLog> {
	const watcher = await rest.createWorkflow(
		fillIn(watchEveryStatus(), { credential, pollSeconds: 1 }),
	);
	await rest.activateWorkflow(watcher);
	// Executions do not change once they have ended: each is fetched once.
	const known = new Map<string, Array<{ jobId: number; status: string }>>();
	const seen = async (jobId: number) => {
		for (const { id, status } of await rest.listExecutions(watcher.id)) {
			if (known.has(id) || status === 'running' || status === 'new') continue;
			const { runData } = await rest.getExecution(id);
			const items = runData['Every status']?.[0]?.data?.main[0] ?? [];
			known.set(
				id,
				items.map(({ json }) => json as { jobId: number; status: string }),
			);
		}
		const inOrder = [...known.keys()].sort((a, b) => Number(a) - Number(b));
		const all = inOrder.flatMap((id) => known.get(id) ?? []);
		return all.filter((event) => event.jobId === jobId).map(({ status }) => status);
	};
	const waitFor = async (jobId: number, status: string) => {
		let now: string[] = [];
		await waitUntil(
			`n8n's trigger to tell that job ${jobId} is in ${status}`,
			async () => {
				now = await seen(jobId);
				return now.at(-1) === status;
			},
			{ timeoutMs: seenWithinMs, everyMs: 200, describe: () => `It told: ${now.join(', ')}.` },
		);
	};
	return { seen, waitFor };
}
