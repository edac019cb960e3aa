import { describeResource } from '../../../shared/operation';
import { download } from './download';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';
import { upload } from './upload';

export const file = describeResource('file', [download, get, getAll, update, upload], 'upload');
