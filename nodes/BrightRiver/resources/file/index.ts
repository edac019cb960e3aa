import type { Resource } from '../../../shared/operation';
import { download } from './download';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';
import { upload } from './upload';

export const file: Resource = {
	name: 'file',
	operations: [download, get, getAll, update, upload],
	byDefault: 'upload',
};
