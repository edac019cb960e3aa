import { keepsItsPromises } from './support';

keepsItsPromises('skyfishTrigger');
