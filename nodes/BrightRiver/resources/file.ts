import type { Resource } from '../../shared/operation/define';
import { returnAllOrLimit } from '../../shared/operation/fields';
import { output } from '../../shared/operation/output';
import { list } from '../../shared/operation/results';
import { jobId } from '../fields';
import { download } from './file/download';
import { get } from './file/get';
import { update } from './file/update';
import { upload } from './file/upload';
import { fileSummary } from './summaries';

/** Document 000. */
export const file: Resource = {
	name: 'File',
	value: 'file',
	byDefault: 'upload',
	operations: [
		download,
		get,
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many files from a job',
			description: 'Get a list of the files in a job',
			document: '000',
			call: 'GET /jobs/{jobId}/files',
			fields: [jobId, ...returnAllOrLimit, ...output],
			gives: list('files', fileSummary),
		},
		update,
		upload,
	],
};
