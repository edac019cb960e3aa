import { groupOf, jobStatuses, stationOf, type StatusGroup } from '../api/statuses';

/** Some statuses as an operator chooses them: whole groups and single ones. */
export interface ChosenStatuses {
	groups: StatusGroup[];
	statuses: string[];
}

/** Which changes of status an operator wants to hear of. Nothing chosen means all. */
export interface StatusFilter {
	to: ChosenStatuses;
	from: ChosenStatuses;
}

/** The statuses that a change is between. */
export interface Transition {
	/** `null` for a job that was not known before. */
	previousStatus: string | null;
	/** The station that the job was at, see `stationOf`: `previousStatus`, or what a pause came after. */
	previousStation: string | null;
	status: string;
}

/**
 * Whether a change is wanted. A group to reach counts when a job enters it, not at each status in it; a
 * single status counts each time.
 */
export function passes(
	{ to, from }: StatusFilter,
	{ previousStatus, previousStation, status }: Transition,
): boolean {
	if (!isEmpty(from)) {
		const cameFrom = [previousStatus, previousStation].filter((one) => one !== null);
		if (!cameFrom.some((one) => isChosen(from, one))) return false;
	}
	if (isEmpty(to) || to.statuses.includes(status)) return true;
	const group = groupOf(status);
	if (!isIn(to.groups, group)) return false;
	// A pause is no stay: it counts each time.
	if (group === 'delayed' || previousStation === null) return true;
	const station = stationOf([previousStation, status]);
	return station === status && group !== groupOf(previousStation);
}

/** Whether there is any change between known statuses that the filter lets pass. */
export function canEverPass(filter: StatusFilter): boolean {
	if (isEmpty(filter.from)) return true;
	const all = Object.keys(jobStatuses);
	return all.some((previousStatus) =>
		all.some((status) => {
			const transition = { previousStatus, previousStation: previousStatus, status };
			return status !== previousStatus && passes(filter, transition);
		}),
	);
}

/** Whether nothing is chosen. */
export function isEmpty({ groups, statuses }: ChosenStatuses): boolean {
	return groups.length + statuses.length === 0;
}

function isChosen({ groups, statuses }: ChosenStatuses, status: string): boolean {
	return statuses.includes(status) || isIn(groups, groupOf(status));
}

function isIn(groups: StatusGroup[], group: StatusGroup | undefined): boolean {
	return group !== undefined && groups.includes(group);
}
