import { groupOf, jobStatuses, type StatusGroup } from '../api/statuses';

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

/**
 * Whether a change is wanted. A group to reach counts when a job enters it, not at each status in it; a
 * single status counts each time.
 */
export function passes(
	{ to, from }: StatusFilter,
	{ previousStatus, status }: { previousStatus: string | null; status: string },
): boolean {
	const previousGroup = previousStatus === null ? undefined : groupOf(previousStatus);
	if (!isEmpty(from)) {
		if (previousStatus === null) return false;
		if (!from.statuses.includes(previousStatus) && !isIn(from.groups, previousGroup)) return false;
	}
	if (isEmpty(to) || to.statuses.includes(status)) return true;
	const group = groupOf(status);
	return isIn(to.groups, group) && group !== previousGroup;
}

/** Whether there is any change between known statuses that the filter lets pass. */
export function canEverPass(filter: StatusFilter): boolean {
	if (isEmpty(filter.from)) return true;
	const all = Object.keys(jobStatuses);
	return all.some((previousStatus) =>
		all.some((status) => status !== previousStatus && passes(filter, { previousStatus, status })),
	);
}

function isEmpty({ groups, statuses }: ChosenStatuses): boolean {
	return groups.length + statuses.length === 0;
}

function isIn(groups: StatusGroup[], group: StatusGroup | undefined): boolean {
	return group !== undefined && groups.includes(group);
}
