import type { IDataObject } from 'n8n-workflow';
import { jobStatuses } from '../../../nodes/BrightRiver/api/statuses';
import type { Job } from './job';

/** After these nothing comes any more. */
const last = new Set(['CJ_FINISHED', 'CJ_ARCHIVED', 'CJ_DELETE', 'CJ_TRASH_CANCELLED']);

/** Whether a search for open jobs leaves a status out. */
export function isOver(status: string): boolean {
	return last.has(status);
}

/** What an operator may set in the Bright River Trigger here. */
export interface TriggerSettings {
	watch: 'all' | 'shoes' | 'recent' | 'named';
	/** For `named`. */
	jobIds: number[];
	filter: FilterName;
	emitCurrent: boolean;
	includeJob: boolean;
	testJobs: 'all' | 'none' | 'only';
	/** Whether every open job is looked at, whatever is wanted. */
	knowPrevious: boolean;
	/** After how many hours a job is overdue; `undefined` to hear of changes. */
	afterHours?: number;
}

/** Which changes an operator wants to hear of. */
export const filters = {
	everything: {},
	ready: { toGroups: ['readyToDownload'] },
	accept: { toGroups: ['needsAcceptance'] },
	'accept or finished': { toGroups: ['needsAcceptance'], toStatuses: ['CJ_FINISHED'] },
	archived: { toGroups: ['archived'] },
	'in production': { toGroups: ['inProduction', 'delayed'] },
	done: { toStatuses: ['CJ_WORK_DONE'] },
	'ready, after rejection': { toGroups: ['readyToDownload'], fromGroups: ['rejected'] },
	'new or failed': { toGroups: ['new', 'failed'] },
	'accept or ready': { toGroups: ['needsAcceptance', 'readyToDownload'] },
} as const satisfies Record<string, Filter>;

export type FilterName = keyof typeof filters;

interface Filter {
	toGroups?: readonly string[];
	toStatuses?: readonly string[];
	fromGroups?: readonly string[];
}

/** So old a job may be for `recent`. */
const RECENT_DAYS = 90;

/** The node's parameters for these settings. */
export function parametersFor(settings: TriggerSettings): IDataObject {
	const filter: Filter = filters[settings.filter];
	return {
		event: settings.afterHours === undefined ? 'jobStatusChanged' : 'jobOverdue',
		...(settings.afterHours === undefined ? {} : { afterHours: settings.afterHours }),
		watch: settings.watch === 'named' ? 'namedJobs' : 'allJobs',
		jobIds: settings.jobIds.join(', '),
		statusGroups: [...(filter.toGroups ?? [])],
		statuses: [...(filter.toStatuses ?? [])],
		options: {
			...(filter.fromGroups ? { fromStatusGroups: [...filter.fromGroups] } : {}),
			...(settings.watch === 'recent' ? { createdWithinDays: RECENT_DAYS } : {}),
			...(settings.watch === 'shoes' ? { query: 'Shoes' } : {}),
			...(settings.emitCurrent ? { emitCurrentStatus: true } : {}),
			...(settings.testJobs === 'all' ? {} : { testJobs: settings.testJobs }),
			includeJob: settings.includeJob,
			...(settings.knowPrevious ? { knowPreviousStatus: true } : {}),
		},
	};
}

/** The groups and single statuses that an operator chose. */
export function placesOf({ filter }: TriggerSettings): { groups: string[]; statuses: string[] } {
	const { toGroups = [], toStatuses = [] }: Filter = filters[filter];
	return { groups: [...toGroups], statuses: [...toStatuses] };
}

/** Whether a trigger with these settings watches a job of its account. */
export function isWatched({ watch, jobIds }: TriggerSettings, job: Job, now: number): boolean {
	if (watch === 'named') return job.isNumbered && jobIds.includes(job.number);
	if (watch === 'shoes') return job.fields.name?.includes('Shoes') === true;
	return watch === 'all' || job.createdAt > now - RECENT_DAYS * 86_400_000;
}

/** Whether other jobs are watched with one than with the other, which takes stock. */
export function watchesOthers(one: TriggerSettings, other: TriggerSettings): boolean {
	return one.watch !== other.watch || askedFor(one)?.join() !== askedFor(other)?.join();
}

/** The groups that a trigger has to look at besides the one that is wanted: a job there can stay and look as if it came. */
const besides: Record<string, string[]> = {
	readyToDownload: ['rejected'],
	inProduction: ['readyToDownload', 'delivering', 'rejected'],
};

/** The statuses that a trigger with these settings looks at; `undefined` if it looks at every job that is not over. */
export function askedFor(settings: TriggerSettings): string[] | undefined {
	const { toGroups = [], toStatuses = [], fromGroups }: Filter = filters[settings.filter];
	const readsAll = settings.watch === 'named' || settings.knowPrevious || fromGroups;
	if (readsAll || toGroups.length + toStatuses.length === 0) return undefined;
	const groups = toGroups.flatMap((group) => [group, ...(besides[group] ?? [])]);
	const inGroups = Object.keys(jobStatuses).filter((status) =>
		groups.includes(jobStatuses[status].group),
	);
	const asked = [...inGroups, ...toStatuses];
	return asked.some(isOver) ? undefined : asked;
}

/** What a trigger with these settings goes on to remember of what it knows: nothing of a job that is elsewhere. */
export function remainsOf(settings: TriggerSettings, remembered: Remembered): Remembered {
	const asked = askedFor(settings);
	if (!asked || remembered === null) return remembered;
	return remembered.split(' ').some((status) => asked.includes(status)) ? remembered : null;
}

/**
 * What a trigger may remember of a job: its status, after its station where that is another one, e.g.
 * `CJ_WORK_DONE TIMECAROUSEL`; `null` if it may not know the job.
 */
export type Remembered = string | null;

export function statusIn(remembered: Remembered): string | null {
	return remembered?.split(' ').at(-1) ?? null;
}

/** What it remembers once it has seen another status. */
export function afterStatus(remembered: Remembered, status: string): string {
	const station = remembered?.split(' ')[0];
	return station && staysAt(station, status) ? `${station} ${status}` : status;
}

/** Whether a job that reaches a status is where it was, for an operator. */
function staysAt(station: string, status: string): boolean {
	const { group } = jobStatuses[station];
	if (status === 'TIMECAROUSEL') return station !== status;
	if (status === 'CJ_CLIENT_REVIEWED') return group === 'rejected';
	const wasDone = ['readyToDownload', 'delivering', 'rejected', 'finished'].includes(group);
	return wasDone && ['CJ_ZIP_INIT', 'CJ_ZIP_READY'].includes(status);
}

/** All that it may remember of a job with a status. */
export function allWith(status: string | null): Remembered[] {
	if (status === null) return [null];
	return [...new Set([null, ...Object.keys(jobStatuses)].map((one) => afterStatus(one, status)))];
}

/** Whether an operator wants to hear that a job came from what is remembered of it to a status. */
export function isWanted(name: FilterName, from: Remembered, to: string): boolean {
	const { toGroups = [], toStatuses = [], fromGroups }: Filter = filters[name];
	const groupOf = (status: string) => jobStatuses[status].group;
	if (fromGroups) {
		const places = from?.split(' ') ?? [];
		if (!places.some((status) => fromGroups.includes(groupOf(status)))) return false;
	}
	if (toGroups.length + toStatuses.length === 0 || toStatuses.includes(to)) return true;
	if (!toGroups.includes(groupOf(to))) return false;
	if (groupOf(to) === 'delayed' || from === null) return true;
	const goesOn = afterStatus(from, to) !== to;
	return !goesOn && groupOf(from.split(' ')[0]) !== groupOf(to);
}
