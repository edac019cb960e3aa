import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Route } from '../../../shared/client/route';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { output } from '../../../shared/operation/output';
import { object } from '../../../shared/operation/results';
import { fileId, fileName, jobId } from '../../fields';
import { fileSummary } from '../summaries';

const byId: Route = 'GET /jobs/{jobId}/filesextended/{fileId}';
const byName: Route = 'GET /jobs/{jobId}/files/{fileName}';

const findBy: INodeProperties = {
	displayName: 'Find By',
	name: 'findBy',
	type: 'options',
	options: [
		{ name: 'File ID', value: 'fileId' },
		{ name: 'File Name', value: 'fileName' },
	],
	default: 'fileId',
	description: 'How to find the file',
};

async function getFile(item: Item): Promise<INodeExecutionData[]> {
	const answer = await item.request(item.choice(findBy) === 'fileId' ? byId : byName);
	return object(fileSummary)(item, answer);
}

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a file from a job',
	description: 'Get the details of a file by its name or its ID',
	document: '000',
	call: byId,
	also: [byName],
	fields: [
		jobId,
		findBy,
		{ ...fileId, displayOptions: { show: { findBy: ['fileId'] } } },
		{ ...fileName, displayOptions: { show: { findBy: ['fileName'] } } },
		...output,
	],
	run: getFile,
};
