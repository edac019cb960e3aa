import type { INodeExecutionData } from 'n8n-workflow';
import { operationError } from '../../../shared/errors/operationError';
import type { Operation } from '../../../shared/operation/define';
import { collections } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { getStatus } from '../../api/jobs';
import {
	deadEnds,
	describeStatus,
	groupOf,
	statusGroups,
	type StatusGroup,
} from '../../api/statuses';
import { jobId, statusFields } from '../../fields';
import { readPatience, waitingOptions, waitUntilFound } from './waiting';

/** How long to wait at most, by default. */
const LIMIT_MINUTES = 10;

async function waitForJobStatus(item: Item): Promise<INodeExecutionData[]> {
	const { client, context } = item;
	const groups = item.parameter<StatusGroup[]>('statusGroups', []);
	const statuses = item.parameter<string[]>('statuses', []);
	const job = item.id(jobId);
	if (groups.length + statuses.length === 0) {
		throw operationError(
			context,
			'There is no status to wait for',
			'Choose one in "Status Groups" or "Statuses".',
		);
	}
	const patience = readPatience(item, LIMIT_MINUTES);

	let status = '';
	const look = async () => {
		status = await getStatus(client, job);
		const group = groupOf(status);
		if (statuses.includes(status) || (group && groups.includes(group))) return status;
		if (!group || !deadEnds.includes(group)) return undefined;
		throw operationError(
			context,
			`Job ${job} can no longer reach that status: it is in ${status}`,
			`${describeStatus(status).statusMeaning} (${statusGroups[group]}).`,
		);
	};
	const startedAt = Date.now();
	const reached = await waitUntilFound(item, patience, look);
	if (reached === undefined) {
		throw operationError(
			context,
			`Job ${job} did not reach that status within ${patience.minutes} minutes: it is in ${status}`,
			'Set a longer "Time Limit (Minutes)", or start a workflow with the Bright River Trigger instead.',
		);
	}
	const waitedSeconds = Math.round((Date.now() - startedAt) / 1000);
	return [{ json: { jobId: job, ...describeStatus(reached), waitedSeconds } }];
}

/** The same call again and again. */
export const waitForStatus: Operation = {
	name: 'Wait for Status',
	value: 'waitForStatus',
	action: 'Wait until a job reaches a status',
	description:
		'Wait a few minutes until a job reaches a status. For longer waits, use the Bright River Trigger, which keeps no execution open.',
	document: '000',
	call: 'GET /jobs/{jobId}/status',
	fields: [
		jobId,
		{
			...statusFields.groups,
			description: 'Continue when the job is in one of these groups of statuses',
		},
		{
			...statusFields.statuses,
			description: 'Also continue when the job has one of these single statuses',
		},
		{ ...collections.options, options: waitingOptions(LIMIT_MINUTES) },
	],
	run: waitForJobStatus,
};
