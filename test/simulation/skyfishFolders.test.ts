import { keepsItsPromises } from './support';

keepsItsPromises('skyfishFolders');
