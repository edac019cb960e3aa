import { describeResource } from '../../../shared/operation';
import { download } from './download';
import { getAll } from './getAll';
import { upload } from './upload';

export const file = describeResource('file', [download, getAll, upload], 'upload');
