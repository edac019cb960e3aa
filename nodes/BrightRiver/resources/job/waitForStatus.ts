import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { objectIn, textIn } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { forEachItem, send } from '../../../shared/transport';
import { wait } from '../../../shared/wait';
import { brightRiver } from '../../brightRiverService';
import { jobId } from '../../fields';
import { jobIdOf } from '../../jobCalls';
import {
	describeStatus,
	groupOf,
	groupOptions,
	statusGroups,
	statusOptions,
	type StatusGroup,
} from '../../jobStatus';

/** A job in one of these does not come back by itself. */
const deadEnds: StatusGroup[] = ['archived', 'cancelled', 'failed'];

async function waitForJobStatus(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const groups = this.getNodeParameter('statusGroups', []) as StatusGroup[];
	const statuses = this.getNodeParameter('statuses', []) as string[];
	const { interval = 10, timeLimit = 10 } = this.getNodeParameter('options', {}) as {
		interval?: number;
		timeLimit?: number;
	};
	const job = jobIdOf(this);
	if (groups.length + statuses.length === 0) {
		throw refused(
			this,
			'There is no status to wait for',
			'Choose one in "Status Groups" or "Statuses".',
		);
	}
	if (!(interval >= 1 && timeLimit > 0)) {
		throw refused(
			this,
			'The interval or the limit is too short',
			'"Interval" must be at least 1 second, and "Time Limit" above 0 minutes.',
		);
	}

	const startedAt = Date.now();
	const end = startedAt + timeLimit * 60_000;
	for (;;) {
		const request = { url: `/jobs/${job}/status` };
		const answer = objectIn(this, await send(this, brightRiver, request));
		const status = textIn(this, answer, 'status');
		const group = groupOf(status);
		if (statuses.includes(status) || (group && groups.includes(group))) {
			const waitedSeconds = Math.round((Date.now() - startedAt) / 1000);
			return [{ json: { jobId: job, ...describeStatus(status), waitedSeconds } }];
		}
		if (group && deadEnds.includes(group)) {
			throw refused(
				this,
				`Job ${job} will not get there: its status is ${status}`,
				`${describeStatus(status).statusMeaning} (${statusGroups[group]}).`,
			);
		}
		const left = end - Date.now();
		if (left <= 0) {
			throw refused(
				this,
				`Job ${job} did not get there within ${timeLimit} minutes: its status is ${status}`,
				'Set a longer "Time Limit", or start a workflow with the Bright River Trigger instead.',
			);
		}
		await wait(Math.min(interval * 1000, left), this.getExecutionCancelSignal());
	}
}

/** `GET /jobs/{id}/status`, document 000, again and again. */
export const waitForStatus: Operation = {
	option: {
		name: 'Wait for Status',
		value: 'waitForStatus',
		action: 'Wait until a job reaches a status',
		description:
			'Wait a few minutes until a job reaches a status. For longer waits use the Bright River Trigger, which keeps no execution open.',
		routing: {
			request: { method: 'GET', url: '/jobs/{jobId}/status' },
			operations: { pagination: forEachItem(brightRiver, waitForJobStatus) },
		},
	},
	fields: [
		jobId,
		{
			displayName: 'Status Groups',
			name: 'statusGroups',
			type: 'multiOptions',
			options: groupOptions,
			default: [],
			description: 'Go on when the job is in one of these groups of statuses',
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: statusOptions,
			default: [],
			description: 'Go on also when the job has one of these single statuses',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Interval',
					name: 'interval',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 10,
					description: 'How many seconds to wait between two looks at the job',
				},
				{
					displayName: 'Time Limit',
					name: 'timeLimit',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 10,
					description: 'After how many minutes to give up',
				},
			],
		},
	],
};
