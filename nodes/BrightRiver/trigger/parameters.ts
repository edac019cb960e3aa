import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { settingsError } from '../../shared/errors/operationError';
import { DAY_MS } from '../../shared/operation/dateTime';
import { readChoice, readIds } from '../../shared/operation/parameters';
import type { JobQuery } from '../api/search';
import { overStatuses, statusGroups, type StatusGroup } from '../api/statuses';
import { statusFields } from '../fields';
import { askedStatuses } from './asked';
import { canEverPass, isEmpty, type ChosenStatuses, type StatusFilter } from './filter';
import { endGroups, HOUR_MS } from './overdue';

/** What an operator set in the Bright River Trigger, checked. */
export interface TriggerParameters {
	/** The named jobs; `undefined` to watch all that `query` finds. */
	ids?: number[];
	/** Names statuses where only jobs with these are looked at, see `askedStatuses`. */
	query: JobQuery;
	filter: StatusFilter;
	/** For how long a job may be where the filter wants it; `undefined` to hear of each that comes there. */
	overdue?: { afterMs: number };
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
	const isOverdue = context.getNodeParameter('event') === 'jobOverdue';
	const options = optionsFor(isOverdue, context.getNodeParameter('options', {}) as Options);
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
	const overdue = isOverdue ? { afterMs: overdueAfterMs(context, filter.to) } : undefined;
	const readsAll = named || options.knowPreviousStatus === true;
	const statuses = readsAll ? undefined : askedStatuses(filter);
	return {
		ids,
		query: queryFor(days, query, statuses),
		filter,
		overdue,
		isTest: testJobs === 'all' ? undefined : testJobs === 'only',
		includeJob: options.includeJob ?? true,
		emitCurrentStatus: options.emitCurrentStatus ?? false,
		watched: named ? 'named' : `${statuses?.join() ?? 'all'} ${days} ${query.trim()}`,
	};
}

/** Without what is hidden for an event, and may be left over from another one. */
function optionsFor(isOverdue: boolean, options: Options): Options {
	if (!isOverdue) return options;
	const { createdWithinDays, includeJob, query, testJobs } = options;
	return { createdWithinDays, includeJob, query, testJobs };
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

/** The jobs that were chosen, or that an expression gave as a list or as text separated by commas. */
function namedJobs(context: IPollFunctions): number[] {
	const ids = readIds(context, 'Job Names or IDs', context.getNodeParameter('jobIds', []));
	if (ids.length === 0) {
		throw settingsError(
			context,
			'"Job Names or IDs" is empty',
			'Choose the jobs to watch, or watch all jobs.',
		);
	}
	return [...new Set(ids)];
}

/** What is chosen in a list, or what an expression gave. */
function choicesIn(context: IPollFunctions, field: INodeProperties): string[] {
	const given = [context.getNodeParameter(field.name, []) as unknown].flat();
	return given.map((value) => readChoice(context, field, value));
}

function statusFilter(context: IPollFunctions, options: Options): StatusFilter {
	const filter = {
		to: {
			groups: choicesIn(context, statusFields.groups) as StatusGroup[],
			statuses: choicesIn(context, statusFields.statuses),
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

/** Longer than this, a job is archived. */
const MOST_HOURS = 8_760;

/** After how long a job is overdue, in ms. */
function overdueAfterMs(context: IPollFunctions, chosen: ChosenStatuses): number {
	const given: unknown = context.getNodeParameter('afterHours', 24);
	const isNumber = typeof given === 'number' || typeof given === 'string';
	const hours = isNumber ? Number(given) : NaN;
	if (!(hours > 0 && hours <= MOST_HOURS)) {
		throw settingsError(
			context,
			'"Overdue After (Hours)" is not valid',
			`Enter a number of hours above 0 and up to ${MOST_HOURS}, which is a year. The value was "${String(given).slice(0, 50)}".`,
		);
	}
	if (isEmpty(chosen)) {
		throw settingsError(
			context,
			'"Status Groups" and "Statuses" are both empty',
			'Choose where a job must not stay for long, e.g. Needs Your Acceptance.',
		);
	}
	const ends = [
		...chosen.groups.filter((group) => endGroups.has(group)).map((group) => statusGroups[group]),
		...chosen.statuses.filter((status) => overStatuses.has(status)),
	];
	if (ends.length > 0) {
		throw settingsError(
			context,
			`A job in ${ends.join(', ')} is over, and cannot be overdue`,
			'Take this out of "Status Groups" or "Statuses".',
		);
	}
	return hours * HOUR_MS;
}
