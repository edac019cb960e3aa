/** Statuses in the nodes' own words. */
import { jobStatuses, statusesOf, statusGroups } from '../../../nodes/BrightRiver/api/statuses.ts';
import type { StatusGroup } from '../../../nodes/BrightRiver/api/statuses.ts';
import { html } from './html.ts';
import type { View } from './html.ts';

export function meaningOf(status: string): string {
	return jobStatuses[status]?.meaning ?? '';
}

/** The status with its group's colour. */
export function statusChip(status: string): View {
	const group = jobStatuses[status]?.group ?? 'failed';
	return html`<span class="chip" data-group=${group} title=${meaningOf(status)}>${status}</span>`;
}

export function groupName(status: string): string {
	const group = jobStatuses[status]?.group;
	return group ? statusGroups[group] : 'Unknown';
}

/** Every group with its statuses, in the order of a job's life. */
export function statusesByGroup(): { name: string; statuses: string[] }[] {
	return Object.entries(statusGroups).map(([group, name]) => ({
		name,
		statuses: statusesOf(group as StatusGroup),
	}));
}
