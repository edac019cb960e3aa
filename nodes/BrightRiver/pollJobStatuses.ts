import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { describeStatus, groupOf } from './jobStatus';
import { searchPage } from './searchCalls';
import { statusChanges, type StatusChange } from './statusChanges';
import {
	fullJob,
	lookAtAllJobs,
	lookAtNamedJobs,
	type Sighting,
	type WatchedJob,
} from './watchJobs';
import { readState, writeState } from './watchState';

type Change = StatusChange<WatchedJob>;

/** Polls that are under way, so that one which takes longer than the interval is not run twice. */
const underWay = new Set<string>();

/**
 * One poll of the Bright River Trigger.
 *
 * @returns one item per event, `null` when there is none
 * @throws NodeApiError or NodeOperationError; what the trigger remembers is then as it was before
 */
export async function pollJobStatuses(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return [[await sampleEvent(context)]];

	const place = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (underWay.has(place)) return null;
	underWay.add(place);
	try {
		return await poll(context);
	} finally {
		underWay.delete(place);
	}
}

async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const memory = context.getWorkflowStaticData('node');
	const before = readState(memory.state as IDataObject | undefined);
	const sighting = await look(context, before);
	const { changes, known } = statusChanges(before ?? new Map(), sighting.confirmed, sighting.gone);

	// The first poll only takes stock.
	const wanted = before === undefined ? [] : changes.filter(filterOf(context));
	const items = await Promise.all(wanted.map(async (change) => await eventItem(context, change)));
	// Last of all: a poll that fails anywhere above is done again from the same state.
	memory.state = writeState(known);
	return items.length > 0 ? [items] : null;
}

async function look(
	context: IPollFunctions,
	known: Map<string, string> | undefined,
): Promise<Sighting> {
	return context.getNodeParameter('watch') === 'namedJobs'
		? await lookAtNamedJobs(context, namedJobs(context))
		: await lookAtAllJobs(context, known);
}

/** The numbers in "Job IDs": text separated by commas, or a list out of an expression. */
function namedJobs(context: IPollFunctions): number[] {
	const value = context.getNodeParameter('jobIds', '') as unknown;
	const entries = (Array.isArray(value) ? value : String(value).split(','))
		.map((entry) => String(entry).trim())
		.filter((entry) => entry !== '');
	if (entries.length === 0) {
		throw new NodeOperationError(context.getNode(), '"Job IDs" is empty', {
			description: 'Enter the IDs of the jobs to watch, or watch all jobs.',
		});
	}
	const wrong = entries.find((entry) => !/^[1-9]\d{0,14}$/.test(entry));
	if (wrong !== undefined) {
		throw new NodeOperationError(context.getNode(), `"${wrong}" in "Job IDs" is not a valid ID`, {
			description: 'An ID is a whole number above 0, e.g. 353413. Separate several by commas.',
		});
	}
	return [...new Set(entries.map(Number))];
}

/** Which changes the operator wants: a group counts when a job enters it, not at each status in it. */
function filterOf(context: IPollFunctions): (change: Change) => boolean {
	const groups = context.getNodeParameter('statusGroups', []) as string[];
	const statuses = context.getNodeParameter('statuses', []) as string[];
	if (groups.length === 0 && statuses.length === 0) return () => true;
	return ({ status, previousStatus }) => {
		if (statuses.includes(status)) return true;
		const group = groupOf(status);
		if (group === undefined || !groups.includes(group)) return false;
		return previousStatus === null || groupOf(previousStatus) !== group;
	};
}

async function eventItem(context: IPollFunctions, change: Change): Promise<INodeExecutionData> {
	const { includeJob = true } = context.getNodeParameter('options', {}) as {
		includeJob?: boolean;
	};
	const { job, previousStatus, status } = change;
	const needsJob = job.id > 0 && (includeJob || job.guid === undefined);
	const full = needsJob ? await fullJob(context, job.id) : undefined;
	return {
		json: {
			jobId: job.id,
			guid: job.guid ?? (full?.guid as string) ?? null,
			name: job.name ?? (full?.name as string) ?? null,
			previousStatus,
			...describeStatus(status),
			detectedAt: new Date().toISOString(),
			...(includeJob && full ? { job: full as IDataObject } : {}),
		},
	};
}

/** What "Fetch Test Event" shows: the newest job as if it had just reached its status. */
async function sampleEvent(context: IPollFunctions): Promise<INodeExecutionData> {
	const { entries } = await searchPage(context, {}, 0);
	const [job] = entries;
	if (!job) {
		throw new NodeOperationError(context.getNode(), 'There is no job in this account yet', {
			description: 'Create a job at Bright River, then fetch a test event again.',
		});
	}
	return await eventItem(context, { job, previousStatus: null, status: job.status });
}
