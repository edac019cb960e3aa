import type { Resource } from '../../../shared/operation';
import { acceptFile } from './acceptFile';
import { acceptJob } from './acceptJob';
import { getFiles } from './getFiles';
import { getRejectedFilesCount } from './getRejectedFilesCount';
import { getRejectedJobs } from './getRejectedJobs';
import { getRejectTypes } from './getRejectTypes';
import { rejectFiles } from './rejectFiles';
import { reviewFile } from './reviewFile';
import { reviewFiles } from './reviewFiles';
import { reviewJob } from './reviewJob';
import { setRejectionReasons } from './setRejectionReasons';

export const review: Resource = {
	name: 'review',
	operations: [
		acceptJob,
		acceptFile,
		getFiles,
		getRejectTypes,
		getRejectedFilesCount,
		getRejectedJobs,
		rejectFiles,
		reviewJob,
		reviewFile,
		reviewFiles,
		setRejectionReasons,
	],
	byDefault: 'getFiles',
};
