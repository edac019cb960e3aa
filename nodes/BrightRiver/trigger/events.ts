import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { askEach } from '../../shared/polling/askEach';
import { LOOKS_TO_REPORT } from '../../shared/polling/looks';
import { getJob, withoutSignedAddresses } from '../api/jobs';
import { describeStatus } from '../api/statuses';
import { keyOf } from './changes';
import type { Memory } from './memory';
import type { TriggerParameters } from './parameters';
import type { WatchedJob } from './watch';

/** What an event reports about a job. */
export interface News {
	job: WatchedJob;
	/** What only its kind of event says. */
	facts: IDataObject;
	/** The name of the group in which its stay is, where a pause or a late ZIP has another one. */
	statusGroup?: string;
}

/**
 * The events, each with its job if that is needed.
 *
 * @returns also the keys of the jobs that have to wait for the next poll: those that could not be asked about
 * this time, and those that the service does not show. After several looks these are reported without details.
 */
export async function eventItems(
	client: Client,
	parameters: TriggerParameters,
	news: News[],
	before: Memory | undefined,
): Promise<{ events: INodeExecutionData[]; heldBack: string[]; unreadable: string[] }> {
	const events: INodeExecutionData[] = [];
	const heldBack: string[] = [];
	const unreadable: string[] = [];
	const asked = await askEach(
		news,
		async ({ job }) => await detailsOf(client, parameters, job),
		client.endsAt,
	);
	for (const { thing, answer, problem } of asked) {
		const key = keyOf(thing.job);
		const looks = (before?.unreadable.get(key) ?? 0) + 1;
		// Of a job without a number, or whose details are hidden, nobody can say whether it is a test.
		const isUnclear = answer === undefined && parameters.isTest === true;
		if (problem === 'unanswered' || problem === 'unbegun' || isUnclear) heldBack.push(key);
		else if (problem && looks < LOOKS_TO_REPORT) unreadable.push(key);
		else if (isWantedTest(parameters, answer)) events.push(eventItem(parameters, thing, answer));
	}
	return { events, heldBack, unreadable };
}

export type Details = Record<string, unknown>;

/** The job of an event, `undefined` if the event needs nothing of it. */
export async function detailsOf(
	client: Client,
	{ includeJob, isTest }: TriggerParameters,
	job: WatchedJob,
): Promise<Details | undefined> {
	const isNeeded = includeJob || isTest !== undefined || job.name === undefined;
	return job.id > 0 && isNeeded ? await getJob(client, job.id) : undefined;
}

/** Whether a job is (or is not) a test, as the operator wants it. */
export function isWantedTest({ isTest }: TriggerParameters, details: Details | undefined): boolean {
	return isTest === undefined || Boolean(details?.isTest) === isTest;
}

/** The item that an event gives out. */
export function eventItem(
	{ includeJob }: TriggerParameters,
	{ job, facts, statusGroup }: News,
	details: Details | undefined,
): INodeExecutionData {
	const json: IDataObject = {
		jobId: job.id,
		guid: job.guid ?? (details?.guid as string) ?? null,
		name: job.name ?? (details?.name as string) ?? null,
		...facts,
		...describeStatus(job.status),
		...(statusGroup ? { statusGroup } : {}),
		detectedAt: new Date().toISOString(),
	};
	if (includeJob && details) json.job = withoutSignedAddresses(details) as IDataObject;
	return { json };
}
