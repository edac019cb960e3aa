import { answerObject } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { companyId } from '../../fields';

/** `GET /company/:id/diskusage`, document 003. */
export const getDiskUsage: Operation = {
	option: {
		name: 'Get Disk Usage',
		value: 'getDiskUsage',
		action: 'Get the disk usage of a company',
		description: 'Get how many bytes a company uses and may use',
		routing: {
			request: { method: 'GET', url: '/company/{companyId}/diskusage' },
			output: { postReceive: [answerObject()] },
		},
	},
	fields: [companyId],
};
