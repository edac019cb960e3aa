import type { IPollFunctions } from 'n8n-workflow';
import { settingsError } from '../../shared/errors/operationError';
import { DAY_MS } from '../../shared/operation/dateTime';
import { readIds } from '../../shared/operation/parameters';
import type { JobQuery } from '../api/search';
import type { StatusGroup } from '../api/statuses';
import { askedStatuses } from './asked';
import { canEverPass, type StatusFilter } from './filter';

/** What an operator set in the Bright River Trigger, checked. */
export interface TriggerParameters {
	/** The named jobs; `undefined` to watch all that `query` finds. */
	ids?: number[];
	/** Names statuses where only jobs with these are looked at, see `askedStatuses`. */
	query: JobQuery;
	filter: StatusFilter;
	/** Only test jobs (`true`), none of them (`false`), or both. */
	isTest?: boolean;
	includeJob: boolean;
	emitCurrentStatus: boolean;
	/** What is watched as the trigger remembers it, see `queryIn`: the same text for the same jobs, whatever day it is. */
	watched: string;
}

interface Options {
	createdWithinDays?: number;
	emitCurrentStatus?: boolean;
	fromStatusGroups?: StatusGroup[];
	fromStatuses?: string[];
	includeJob?: boolean;
	knowPreviousStatus?: boolean;
	query?: string;
	testJobs?: 'all' | 'only' | 'none';
}

/** @throws NodeOperationError on settings that can never work, so that n8n refuses to activate the workflow */
export function readTriggerParameters(context: IPollFunctions): TriggerParameters {
	const options = context.getNodeParameter('options', {}) as Options;
	const named = context.getNodeParameter('watch') === 'namedJobs';
	const ids = named ? namedJobs(context) : undefined;
	const { createdWithinDays: days = 0, query = '', testJobs = 'all' } = options;
	if (!(days >= 0)) {
		throw settingsError(
			context,
			'"Created Within Days" must be 0 or more',
			'Enter how many days old a job may be, e.g. 90, or 0 for any age.',
		);
	}
	const filter = statusFilter(context, options);
	const readsAll = named || options.knowPreviousStatus === true;
	const statuses = readsAll ? undefined : askedStatuses(filter);
	return {
		ids,
		query: queryFor(days, query, statuses),
		filter,
		isTest: testJobs === 'all' ? undefined : testJobs === 'only',
		includeJob: options.includeJob ?? true,
		emitCurrentStatus: options.emitCurrentStatus ?? false,
		watched: named ? 'named' : `${statuses?.join() ?? 'all'} ${days} ${query.trim()}`,
	};
}

function queryFor(days: number, query: string, statuses?: string[]): JobQuery {
	return {
		...(statuses ? { statuses } : {}),
		...(query.trim() ? { query } : {}),
		...(days > 0 ? { dateFrom: new Date(Date.now() - days * DAY_MS).toISOString() } : {}),
	};
}

/** The query that a trigger remembers to have watched; `undefined` if it watched named jobs, or that is damaged. */
export function queryIn(watched: string): JobQuery | undefined {
	const [, statuses, days, query] = /^(\S+) (\d+(?:\.\d+)?) (.*)$/s.exec(watched) ?? [];
	if (days === undefined) return undefined;
	return queryFor(Number(days), query, statuses === 'all' ? undefined : statuses.split(','));
}

/** The numbers in "Job IDs": text separated by commas, or a list out of an expression. */
function namedJobs(context: IPollFunctions): number[] {
	const ids = readIds(context, 'Job IDs', context.getNodeParameter('jobIds', ''));
	if (ids.length === 0) {
		throw settingsError(
			context,
			'"Job IDs" is empty',
			'Enter the IDs of the jobs to watch, or watch all jobs.',
		);
	}
	return [...new Set(ids)];
}

function statusFilter(context: IPollFunctions, options: Options): StatusFilter {
	const filter = {
		to: {
			groups: context.getNodeParameter('statusGroups', []) as StatusGroup[],
			statuses: context.getNodeParameter('statuses', []) as string[],
		},
		from: { groups: options.fromStatusGroups ?? [], statuses: options.fromStatuses ?? [] },
	};
	if (canEverPass(filter)) return filter;
	throw settingsError(
		context,
		'No change of status can ever pass the filters',
		'A job cannot come from a status and reach the same one, nor enter a group that it is in. Change "Status Groups" and "Statuses", or those it comes from.',
	);
}
