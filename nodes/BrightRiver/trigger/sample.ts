import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { operationError } from '../../shared/errors/operationError';
import { namedIds } from '../../shared/errors/namedIds';
import { searchPage, type JobQuery } from '../api/search';
import { statusesOf } from '../api/statuses';
import { keyOf } from './changes';
import { detailsOf, eventItem, isWantedTest, type News } from './events';
import type { ChosenStatuses } from './filter';
import { dateStated, factsOf, placeOf } from './overdue';
import type { TriggerParameters } from './parameters';
import { lookAtNamedJobs, type WatchedJob } from './watch';

/**
 * What "Fetch Test Event" shows: a job where the settings want it, as if that had just happened; else one of those
 * that are watched, as if it had come there.
 *
 * @throws NodeOperationError when no job is watched
 */
export async function sampleEvent(
	context: IPollFunctions,
	client: Client,
	parameters: TriggerParameters,
): Promise<INodeExecutionData> {
	const jobs = await jobsToShow(client, parameters);
	let tests = 0;
	for (const job of jobs) {
		const details = await detailsOf(client, parameters, job);
		if (isWantedTest(parameters, details)) {
			const dated = { ...job, ...details };
			const item = eventItem(parameters, sampleNews(parameters, { ...job }, dated), details);
			return { json: { ...item.json, isTestEvent: true } };
		}
		tests++;
	}
	throw operationError(context, 'No job matches these settings', adviceFor(parameters, tests));
}

/** Those that match first. */
async function jobsToShow(client: Client, parameters: TriggerParameters): Promise<WatchedJob[]> {
	const { ids, query, filter } = parameters;
	const { to } = filter;
	const isWanted = ({ status }: WatchedJob) => placeOf(to, [status]) !== undefined;
	if (ids) {
		const { seen } = await lookAtNamedJobs(client, ids.slice(0, MOST_SHOWN));
		return [...seen.filter(isWanted), ...seen.filter((job) => !isWanted(job))];
	}
	const anyStatus = { ...query };
	delete anyStatus.statuses;
	const statuses = [...new Set([...to.groups.flatMap(statusesOf), ...to.statuses])];
	const search = async (criteria: JobQuery) => (await searchPage(client, criteria, 0)).entries;
	const wanted = statuses.length > 0 ? await search({ ...anyStatus, statuses }) : [];
	const others = await search(anyStatus);
	return [
		...new Map([...wanted.filter(isWanted), ...others].map((job) => [keyOf(job), job])).values(),
	];
}

/** So many jobs that were named are asked about at most. */
const MOST_SHOWN = 50;

/** A job as if it had come where it is wanted just now, or been there too long. */
function sampleNews(
	{ filter: { to, from }, overdue }: TriggerParameters,
	job: WatchedJob,
	dated: object,
): News {
	if (placeOf(to, [job.status]) === undefined) job.status = firstOf(to) ?? job.status;
	if (!overdue) return { job, facts: { previousStatus: firstOf(from) ?? null } };
	const since = dateStated(String(placeOf(to, [job.status])), dated);
	const dueSince = Date.now() - overdue.afterMs;
	const isDue = since !== undefined && Date.parse(since) <= dueSince;
	const facts = isDue
		? factsOf({ since, sinceFrom: 'service' })
		: factsOf({ since: new Date(dueSince).toISOString(), sinceFrom: 'firstSeen' });
	return { job, facts };
}

function firstOf({ groups, statuses }: ChosenStatuses): string | undefined {
	return [...groups.flatMap(statusesOf), ...statuses].at(0);
}

/** What to do where no job is watched. @param tests how many were left out because they are tests, or are none */
function adviceFor({ ids, isTest, query }: TriggerParameters, tests: number): string {
	const jobs = tests === 1 ? 'The job that was found is' : `The ${tests} jobs that were found are`;
	if (tests > 0) {
		return isTest
			? `${jobs} not for testing. Set "Test Jobs" to All Jobs, or create a test job.`
			: `${jobs} for testing. Set "Test Jobs" to All Jobs, or create a job that is not a test.`;
	}
	if (ids) {
		return `Bright River does not show ${namedIds('job', ids)} to this account. Correct "Job Names or IDs", or check the credential.`;
	}
	if (query.query) {
		return `A search for "${query.query}" finds no job. Change "Query", or create a job that it finds.`;
	}
	if (query.dateFrom) {
		return 'No job was created within these days. Raise "Created Within Days", or create a job.';
	}
	return 'There is no job in this account yet. Create one, then fetch a test event again.';
}
