import {
	goesOn,
	groupOf,
	openStatuses,
	overStatuses,
	statusesOf,
	stationOf,
	type StatusGroup,
} from '../api/statuses';
import { isEmpty, type StatusFilter } from './filter';

/**
 * The statuses that a poll has to ask for, so that it sees each job that an operator wants to hear of: those that
 * were chosen, and those from which a job can reach one of them without leaving where it is, see `goesOn`.
 *
 * @returns `undefined` where every open job must be looked at: where all statuses are wanted, where the one before
 * matters, or where a job that is over is wanted, of which there are more and more
 */
export function askedStatuses({ to, from }: StatusFilter): string[] | undefined {
	if (isEmpty(to) || !isEmpty(from)) return undefined;
	const groups = new Set<StatusGroup>(to.groups);
	for (const group of to.groups) groupsBefore(group).forEach((one) => groups.add(one));
	const asked = [...new Set([...[...groups].flatMap(statusesOf), ...to.statuses])];
	return asked.some((status) => overStatuses.has(status)) ? undefined : asked.sort();
}

/** The groups in which a job stays when it reaches some status of this one. */
function groupsBefore(group: StatusGroup): StatusGroup[] {
	// A pause counts each time.
	if (group === 'delayed') return [];
	const staying = openStatuses.filter((station) =>
		statusesOf(group).some((status) => goesOn(station, status)),
	);
	return staying.map((station) => groupOf(station)!);
}

/** Whether a job is where the search is asked for it, or pauses there. */
export function isThere(asked: string[] | undefined, statuses: readonly string[]): boolean {
	if (asked === undefined) return true;
	return [statuses.at(-1), stationOf(statuses)].some((one) => asked.includes(String(one)));
}
