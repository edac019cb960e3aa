import type { RecordedRequest } from '../../../sandbox/index.ts';
import { fillIn, watchEveryStatus } from '../../../tools/examples/workflowFiles.ts';
import type { ExecutionSummary } from '../../../tools/n8n-host/n8nTypes.ts';
import { waitUntil } from '../../../tools/processes/waitUntil.ts';
import type { World } from '../../../tools/world/world.ts';

/** A trigger that looks once a minute may need two looks. */
const seenWithinMs = 150_000;

/** What a Bright River Trigger tells of a job, as far as the tests look at it. */
export interface JobEvent {
	jobId: number;
	previousStatus: string | null;
	status: string;
}

/** What a Bright River Trigger has started executions for. */
export interface StatusLog {
	workflowId: string;
	/** Everything that was told, in order, repetitions included. */
	events(): Promise<JobEvent[]>;
	/** The statuses of a job that were told, in order, repetitions included. */
	seen(jobId: number): Promise<string[]>;
	/** Waits until the newest status told of the job is this one. */
	waitFor(jobId: number, status: string): Promise<void>;
	/** The executions that failed: a trigger that cannot poll leaves one behind. */
	failed(): Promise<ExecutionSummary[]>;
}

/**
 * Activates a trigger on every status of every job, unless `parameters` say otherwise, which looks every
 * `pollSeconds`.
 */
export async function logStatuses(
	{ rest, credential }: Pick<World, 'rest' | 'credential'>,
	parameters: Record<string, unknown> = {},
	pollSeconds = 1,
): Promise<StatusLog> {
	const node = 'Every status';
	const watcher = await rest.createWorkflow(
		fillIn(watchEveryStatus(), {
			credential,
			pollSeconds,
			parameters: { [node]: parameters },
		}),
	);
	await rest.activateWorkflow(watcher);
	// Executions do not change once they have ended: each is fetched once.
	const known = new Map<string, JobEvent[]>();
	const events = async () => {
		for (const { id, status } of await rest.listExecutions(watcher.id)) {
			if (known.has(id) || status === 'running' || status === 'new') continue;
			const { runData } = await rest.getExecution(id);
			const items = runData[node]?.[0]?.data?.main[0] ?? [];
			known.set(
				id,
				items.map(({ json }) => json as unknown as JobEvent),
			);
		}
		const inOrder = [...known.keys()].sort((a, b) => Number(a) - Number(b));
		return inOrder.flatMap((id) => known.get(id) ?? []);
	};
	const seen = async (jobId: number) =>
		(await events()).filter((event) => event.jobId === jobId).map(({ status }) => status);
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
	const failed = async () =>
		(await rest.listExecutions(watcher.id)).filter(({ status }) => status === 'error');
	return { workflowId: watcher.id, events, seen, waitFor, failed };
}

/** Whether a trigger's look begins with this request: with the first page of its search. */
export function beginsLook({ path, body }: RecordedRequest): boolean {
	return path === '/search' && (body as { page?: number } | undefined)?.page === 0;
}

/**
 * Waits until a trigger has looked at the service so many times, from beginning to end: what it had to tell
 * of how things are now, it has told.
 */
export async function looks(
	{ brightRiver }: Pick<World['sandbox'], 'brightRiver'>,
	count = 3,
): Promise<void> {
	const since = Date.now();
	await waitUntil(
		`${count} looks of n8n's trigger`,
		() => {
			const begun = brightRiver.requests.filter(
				(request) => beginsLook(request) && request.startedAt > since,
			);
			// A look that is followed by another one is over.
			return begun.length > count;
		},
		{ timeoutMs: seenWithinMs },
	);
}
