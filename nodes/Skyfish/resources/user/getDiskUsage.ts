import { answerList } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { userId } from '../../fields';

/** `GET /user/:id/diskusage`, document 003. */
export const getDiskUsage: Operation = {
	option: {
		name: 'Get Disk Usage',
		value: 'getDiskUsage',
		action: 'Get the disk usage of a user',
		description: 'Get how many bytes a user uses in each company',
		routing: {
			request: { method: 'GET', url: '/user/{userId}/diskusage' },
			output: { postReceive: [answerList()] },
		},
	},
	fields: [userId],
};
